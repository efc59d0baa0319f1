import { Fragment, type ReactNode } from "react";
import { Prose } from "./Layouts";

/** `**strong**` and `[words](address)`; everything else stays as written. */
function inline(text: string): ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\)|<https?:[^>\s]+>)/g).map((part, at) => {
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (link?.[2] && /^(https?:|mailto:|\/)/.test(link[2])) {
      return (
        <a key={at} href={link[2]} rel="noopener">
          {link[1]}
        </a>
      );
    }
    if (part.startsWith("**")) return <strong key={at}>{part.slice(2, -2)}</strong>;
    return <Fragment key={at}>{part}</Fragment>;
  });
}

function list(lines: string[], ordered: boolean, key: number): ReactNode {
  const Tag = ordered ? "ol" : "ul";
  return (
    <Tag key={key}>
      {lines.map((line, at) => (
        <li key={at}>{inline(line.replace(/^([-*]|\d+\.)\s+/, ""))}</li>
      ))}
    </Tag>
  );
}

function block(text: string, key: number): ReactNode {
  const lines = text.split("\n");
  const heading = /^(#{1,4})\s+(.*)$/.exec(lines[0] ?? "");
  if (heading) {
    const Tag = heading[1]?.length === 2 ? "h2" : "h3";
    return (
      <Fragment key={key}>
        <Tag>{inline(heading[2] ?? "")}</Tag>
        {lines.length > 1 && block(lines.slice(1).join("\n"), key)}
      </Fragment>
    );
  }
  if (lines.every((line) => /^[-*]\s/.test(line))) return list(lines, false, key);
  if (lines.every((line) => /^\d+\.\s/.test(line))) return list(lines, true, key);
  return <p key={key}>{inline(lines.join("\n"))}</p>;
}

/** Text pages and other trusted plain Markdown; the page's own first heading is left to the page. */
export function Markdown({ text, lang }: { text: string; lang?: string }) {
  const body = text.replace(/^#\s.*\n+/, "").trim();
  return <Prose lang={lang}>{body.split(/\n{2,}/).map(block)}</Prose>;
}
