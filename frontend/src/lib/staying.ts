import { useEffect } from "react";
import { isLeaving } from "./quickExit";

/** While something is on its way the browser asks before it closes the page; never whoever leaves in a hurry. */
export function useStayingWhile(busy: boolean): void {
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!isLeaving()) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [busy]);
}
