import { ImagePlus } from "lucide-react";
import { useState } from "react";
import { classes } from "./classes";
import styles from "./FileDrop.module.css";

/** Pick or drop files; on a phone the same button offers the camera and the album. */
export function FileDrop({
  label,
  hint,
  accept,
  multiple = true,
  onFiles,
}: {
  label: string;
  hint?: string;
  accept: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
}) {
  const [over, setOver] = useState(false);
  return (
    <label
      className={classes(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <input
        type="file"
        className="sr"
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <ImagePlus size={28} aria-hidden />
      <span className={styles.word}>{label}</span>
      {hint && <span className={styles.hint}>{hint}</span>}
    </label>
  );
}
