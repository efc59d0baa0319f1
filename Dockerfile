# One image for the server, the worker and the one-shot commands. Build: docker build -t joinder .
# Images are named by version; whoever builds for production pins them by digest.

# 1. The web app.
FROM node:20-bookworm-slim AS web
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm install --no-save --no-audit --no-fund 
COPY frontend/ ./
RUN npm run --silent build

# 2. The Python packages, every one checked by its hash, and the command `joinder`.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements.in requirements.txt requirements-dev.txt pyproject.toml ./
# setuptools builds the package and comes from the same lock, by hash.
RUN awk '/^[^ #]/ { keep = /^setuptools==/ } keep' requirements-dev.txt > /tmp/build.txt \
    && /opt/venv/bin/pip install --quiet --no-deps --require-hashes -r /tmp/build.txt \
    && /opt/venv/bin/pip install --quiet --require-hashes -r requirements.txt
COPY backend/ backend/
RUN /opt/venv/bin/pip install --quiet --no-deps --no-build-isolation -e .

# 3. What runs: no compiler, no node, no root.
FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    JOINDER_DATA_DIR=/data JOINDER_KEY_FILE=/key/root.key JOINDER_HOST=0.0.0.0 JOINDER_OUTBOX=false
# PDFs from phones and offices often name Chinese fonts without bringing them; the sandbox draws with the system's.
# hadolint ignore=DL3008
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 joinder \
    && useradd --uid 10001 --gid joinder --no-create-home --shell /usr/sbin/nologin joinder \
    && install -d -o joinder -g joinder -m 0700 /data /key
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY --from=packages /app/backend /app/backend
COPY --from=web /src/frontend/dist /app/frontend/dist
COPY pyproject.toml requirements.in LICENSE ./
COPY migrations/ migrations/
USER 10001:10001
VOLUME ["/data", "/key"]
EXPOSE 8000
STOPSIGNAL SIGTERM
ENTRYPOINT ["joinder"]
CMD ["serve"]
