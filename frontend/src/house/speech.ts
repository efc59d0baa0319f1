import ts from "typescript";
import { NAMESPACES } from "~/i18n";

const SPOKEN =
  /^(title|label|placeholder|alt|hint|legend|caption|summary|message|lead|note|aria-(label|description|roledescription|valuetext))$/;
const WORDS = /[A-Za-z\u3400-\u9fff]/;

export interface Speech {
  /** Every string of the file, wherever it stands. */
  strings: Set<string>;
  /** Every template, as the texts between its holes. */
  templates: string[][];
  /** What a reader would see or hear and no translator wrote. */
  spoken: string[];
  /** The literal keys asked of `t`. */
  asked: string[];
  /** The rooms whose words the file uses by short keys; all of them when it only lists keys for others. */
  rooms: Set<string>;
}

function literal(node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
}

/** The values an expression may show as they stand: through brackets, choices and fallbacks, not through calls. */
function shown(node: ts.Node): ts.Node[] {
  if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node))
    return node.expression ? shown(node.expression) : [];
  if (ts.isConditionalExpression(node)) return [...shown(node.whenTrue), ...shown(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.BarBarToken)
      return [...shown(node.left), ...shown(node.right)];
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.QuestionQuestionToken)
      return shown(node.right);
    return [];
  }
  return [node];
}

function text(node: ts.Node): string {
  if (literal(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : "";
}

function hasWords(node: ts.Node): boolean {
  if (literal(node)) return WORDS.test(node.text);
  if (!ts.isTemplateExpression(node)) return false;
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].some((one) =>
    WORDS.test(one),
  );
}

function spokenBy(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return WORDS.test(node.text) ? [node.text.trim()] : [];
  const child = ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent);
  const attribute = ts.isJsxAttribute(node) && SPOKEN.test(node.name.getText()) && node.initializer;
  const from = child ? node : attribute || null;
  return from ? shown(from).filter(hasWords).map(text) : [];
}

function calls(node: ts.Node, name: string): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;
}

function literals(node: ts.Node): string[] {
  const listed = ts.isArrayLiteralExpression(node) ? [...node.elements] : shown(node);
  return listed.filter(literal).map(text);
}

function note(node: ts.Node, found: Speech): void {
  if (literal(node)) found.strings.add(node.text);
  if (ts.isTemplateExpression(node))
    found.templates.push([node.head.text, ...node.templateSpans.map((span) => span.literal.text)]);
  found.spoken.push(...spokenBy(node));
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  if (!first) return;
  if (calls(node, "t")) found.asked.push(...literals(first));
  if (calls(node, "useTranslation")) for (const room of literals(first)) found.rooms.add(room);
}

/** Reads one source for the words it holds and the keys it asks for. */
export function visit(path: string, source: string): Speech {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const rooms = new Set<string>(source.includes("useTranslation(") ? ["common"] : NAMESPACES);
  const found: Speech = { strings: new Set(), templates: [], spoken: [], asked: [], rooms };
  const walk = (node: ts.Node): void => {
    note(node, found);
    ts.forEachChild(node, walk);
  };
  walk(file);
  return found;
}
