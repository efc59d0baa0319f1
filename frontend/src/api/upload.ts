import { PATIENCE } from "./patience";
import { OFFLINE, Problem, toProblem } from "./problem";
import type { components } from "./schema";

type EvidenceRead = components["schemas"]["EvidenceRead"];

/** Sends one file as the raw body and tells how far it is; the key makes a second try harmless. */
export function upload(
  reportId: string,
  file: Blob,
  name: string,
  key: string,
  onProgress: (share: number) => void,
): Promise<EvidenceRead> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/me/reports/${reportId}/evidence`);
    request.setRequestHeader("X-Filename", encodeURIComponent(name));
    request.setRequestHeader("Idempotency-Key", key);
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    // No limit for the whole, which a slow line may need; only standing still ends it.
    let still = setTimeout(() => request.abort(), PATIENCE);
    request.upload.onprogress = (event) => {
      clearTimeout(still);
      still = setTimeout(() => request.abort(), PATIENCE);
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => {
      clearTimeout(still);
      reject(new Problem(0, OFFLINE, ""));
    };
    request.onabort = request.onerror;
    request.onload = () => {
      clearTimeout(still);
      if (request.status >= 200 && request.status < 300) resolve(request.response as EvidenceRead);
      else reject(toProblem(request.status, request.response));
    };
    request.send(file);
  });
}
