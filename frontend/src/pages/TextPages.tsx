import { TextPage } from "~/features/reference/TextPage";

/** Terms, privacy and imprint, as the operator wrote them. */
export const Terms = () => <TextPage key="terms" name="terms" />;
export const Privacy = () => <TextPage key="privacy" name="privacy" />;
export const Imprint = () => <TextPage key="imprint" name="imprint" />;
