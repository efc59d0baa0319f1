import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { Dialog } from "~/components/Dialog";
import { Muted, Row, Stack } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { asked, type MemberFilters } from "./membersPaging";
import { type ExportColumn, useExport, useExportColumns } from "./queries";

const ALWAYS = ["alias", "files", "approval"];

/** A workbook of exactly the members shown, its columns in the group's own order; only what was granted is in it. */
export function ExportMembers({ reference, filters }: { reference: string; filters: MemberFilters }) {
  const { t } = useTranslation(["desk", "common"]);
  const lang = useLang();
  const [open, setOpen] = useState(false);
  const columns = useExportColumns(reference, lang, open);
  return (
    <>
      <Button tone="quiet" small onClick={() => setOpen(true)}>
        {t("desk:export.open")}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("desk:export.title")}>
        <Stack>
          <Muted small>{t("desk:export.lead")}</Muted>
          {columns.isPending && <Loading lines={4} />}
          {columns.isError && <Failure message={problemWords(columns.error, t)} />}
          {columns.data && (
            <Chooser
              reference={reference}
              filters={filters}
              columns={columns.data}
              onClose={() => setOpen(false)}
            />
          )}
        </Stack>
      </Dialog>
    </>
  );
}

function Chooser({
  reference,
  filters,
  columns,
  onClose,
}: {
  reference: string;
  filters: MemberFilters;
  columns: ExportColumn[];
  onClose: () => void;
}) {
  const { t } = useTranslation(["desk", "common"]);
  const lang = useLang();
  const [order, setOrder] = useState(columns.map((one) => one.id));
  const [chosen, setChosen] = useState(
    columns.filter((one) => one.suggested || ALWAYS.includes(one.id)).map((one) => one.id),
  );
  const make = useExport(reference, lang);
  const wanted = order.filter((id) => chosen.includes(id));
  const up = (id: string) => {
    const at = order.indexOf(id);
    if (at > 0) setOrder([...order.slice(0, at - 1), id, order[at - 1] ?? "", ...order.slice(at + 1)]);
  };
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Stack tight>
      {order.map((id, at) => {
        const column = columns.find((one) => one.id === id);
        if (!column) return null;
        return (
          <Row key={id} between>
            <Check
              plain
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
              label={column.title}
              note={column.needs_grant ? t("desk:export.granted") : undefined}
            />
            <Button tone="plain" small disabled={at === 0} onClick={() => up(id)}>
              {t("desk:export.up")}
              <span className="sr">{column.title}</span>
            </Button>
          </Row>
        );
      })}
      {make.isError && <Failure message={problemWords(make.error, t)} />}
      <Row>
        <Button
          busy={make.isPending}
          disabled={wanted.length === 0}
          onClick={() =>
            make.mutate({ columns: wanted, find: "", ...asked(filters) }, { onSuccess: onClose })
          }
        >
          {t("desk:export.make")}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t("common:cancel")}
        </Button>
      </Row>
    </Stack>
  );
}
