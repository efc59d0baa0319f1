const LONG_ENOUGH = 10_000;

/** Hands bytes to the browser as a file; some browsers read the address only well after the click. */
export function handOver(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LONG_ENOUGH);
}
