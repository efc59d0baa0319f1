import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { classes } from "./classes";
import styles from "./VirtualTable.module.css";

export interface VirtualColumn<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  end?: boolean;
  /** Left out on a phone. */
  wide?: boolean;
  /** Share of the width; 1 is an equal share. */
  share?: number;
}

interface VirtualTableProps<Row> {
  caption: string;
  columns: VirtualColumn<Row>[];
  count: number;
  /** The row at a place, or nothing while it is on its way. */
  rowAt: (index: number) => Row | undefined;
  /** Called with the first and last place in sight, so that their rows can be fetched. */
  onRange: (first: number, last: number) => void;
  /** The rows are those of an earlier question while the answer to a new one is on its way. */
  waiting?: boolean;
  /** What is asked; another question starts again at the top. */
  question?: unknown;
}

const ROW_HEIGHT = 56;
const OVERSCAN = 8;

/** A long table of which only the rows in sight exist; a screen reader still hears how many there are. */
export function VirtualTable<Row>({
  caption,
  columns,
  count,
  rowAt,
  onRange,
  waiting,
  question,
}: VirtualTableProps<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    initialRect: { width: 1000, height: 600 },
  });
  const items = virtual.getVirtualItems();
  const end = items[items.length - 1];
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is the reason to go back up
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [question]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (end?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a named scrolling region has no element of its own
    <div ref={box} className={styles.wrap} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table} aria-rowcount={count + 1} aria-busy={waiting || undefined}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={look(column)}
                style={column.share ? { width: `${column.share * 10}%` } : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {items.map((item) => (
            <Line key={item.index} index={item.index} row={rowAt(item.index)} columns={columns} />
          ))}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  );
}

function look(column: { end?: boolean; wide?: boolean }) {
  return classes(column.end && styles.end, column.wide && styles.wide);
}

function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td className={styles.gap} style={{ height }} />
    </tr>
  );
}

interface LineProps<Row> {
  index: number;
  row: Row | undefined;
  columns: VirtualColumn<Row>[];
}

const Line = memo(function Line<Row>({ index, row, columns }: LineProps<Row>) {
  return (
    <tr aria-rowindex={index + 2} aria-busy={row === undefined || undefined}>
      {columns.map((column) => (
        <td key={column.id} className={look(column)}>
          {row === undefined ? (
            <span className={styles.waiting} />
          ) : (
            <div className={styles.cell}>{column.cell(row)}</div>
          )}
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: LineProps<Row>) => ReactNode;
