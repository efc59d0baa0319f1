import type { ReactNode } from "react";
import { useRef } from "react";
import { Button } from "./Button";

/** A button that opens the file chooser, or with `camera` the camera itself. */
export function FilePick({
  label,
  icon,
  accept,
  camera,
  onFiles,
}: {
  label: string;
  icon?: ReactNode;
  accept: string;
  camera?: boolean;
  onFiles: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button tone="quiet" small icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        capture={camera ? "environment" : undefined}
        multiple={!camera}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
