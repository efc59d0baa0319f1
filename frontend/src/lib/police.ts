/** The number of the police in mainland China and in Indonesia, as the pages name it. */
export const POLICE = "110";
