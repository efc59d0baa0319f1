const WIZARD = /^\/[a-z]{2}\/report(\/|$)/;

/** Whether somebody is telling what happened there: nothing else stands around the questions. */
export function isWriting(pathname: string): boolean {
  return WIZARD.test(pathname);
}
