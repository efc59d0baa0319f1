export { isStatus } from "~/api/problem";
