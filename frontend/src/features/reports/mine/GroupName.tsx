import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Card, Row, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useNickname } from "./queries";

const LONGEST = 60;

/** One's name in the group chat: given, changed or removed here; read only by whom it is granted. */
export function GroupName({ reference, kept }: { reference: string; kept: string | null }) {
  const { t } = useTranslation(["account", "common"]);
  const [name, setName] = useState(kept ?? "");
  const save = useNickname(reference);
  return (
    <Card>
      <Stack>
        <TextField
          label={t("account:share.groupName")}
          hint={t("account:share.groupHint")}
          maxLength={LONGEST}
          value={name}
          onChange={setName}
        />
        {save.isError && <Failure message={problemWords(save.error, t)} />}
        {save.isSuccess && name.trim() === (kept ?? "") && (
          <Notice tone="good" live>
            {t("common:saved")}
          </Notice>
        )}
        <Row>
          <Button
            tone="quiet"
            busy={save.isPending}
            disabled={!name.trim() || name.trim() === kept}
            onClick={() => save.mutate(name.trim())}
          >
            {t("account:share.groupSave")}
          </Button>
          {kept && (
            <Button
              tone="plain"
              busy={save.isPending}
              onClick={() => save.mutate(null, { onSuccess: () => setName("") })}
            >
              {t("account:share.groupRemove")}
            </Button>
          )}
        </Row>
      </Stack>
    </Card>
  );
}
