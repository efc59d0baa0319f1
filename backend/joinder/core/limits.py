"""Rate limits kept in the database, so that every process shares them; windows are fixed and short."""

from datetime import datetime, timedelta

from prometheus_client import Counter
from sqlalchemy import Index, LargeBinary, String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.core import clock, crypto
from joinder.core.database import Base, Database, UtcDateTime, new_id
from joinder.core.errors import TooMany

LIMITED = Counter("joinder_limited_total", "Requests refused by a limit.", ["bucket"])


class LimitCount(Base):
    """How often one subject used one bucket in one window; the subject is a keyed hash."""

    __tablename__ = "limit_count"
    __table_args__ = (Index("uq_limit_count_bucket_subject_window", "bucket", "subject", "window_at", unique=True),)

    bucket: Mapped[str] = mapped_column(String(40))
    subject: Mapped[bytes] = mapped_column(LargeBinary(32))
    window_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    uses: Mapped[int] = mapped_column()


def hit(session: Session, bucket: str, subject: str, limit: int, seconds: int) -> None:
    """Count one use; refuse (TooMany, with `retry_after` seconds and `minutes`) more than `limit` in the window."""
    now = clock.now()
    start = _window(now, seconds)
    hashed = crypto.keyed_hash("limit:" + bucket, subject)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    one = {"id": new_id(), "bucket": bucket, "subject": hashed, "window_at": start, "uses": 1}
    first = insert(LimitCount).values(one)
    counted = first.on_conflict_do_update(
        index_elements=["bucket", "subject", "window_at"], set_={"uses": LimitCount.uses + 1}
    )
    uses = session.scalars(counted.returning(LimitCount.uses)).one()
    if uses > limit:
        LIMITED.labels(bucket).inc()
        wait = int((start + timedelta(seconds=seconds) - now).total_seconds()) + 1
        raise TooMany("core.too_many", retry_after=wait, minutes=-(-wait // 60))


def _window(now: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=now.tzinfo)


def used(database: Database, bucket: str, subject: str, seconds: int) -> int:
    """Return how often a subject used a bucket in the present window."""
    hashed, start = crypto.keyed_hash("limit:" + bucket, subject), _window(clock.now(), seconds)
    same = (LimitCount.bucket == bucket, LimitCount.subject == hashed, LimitCount.window_at == start)
    with database.read() as session:
        return session.scalar(select(LimitCount.uses).where(*same)) or 0


def spend(database: Database, bucket: str, subject: str, limit: int, seconds: int) -> None:
    """Count one use in a transaction of its own, so that a refused request still counts."""
    with database.write() as session:
        try:
            hit(session, bucket, subject, limit, seconds)
        except TooMany as refusal:
            held: TooMany | None = refusal
        else:
            held = None
    if held is not None:
        raise held


def sweep(session: Session) -> None:
    """Delete windows that ended more than two days ago."""
    session.execute(delete(LimitCount).where(LimitCount.window_at < clock.now() - timedelta(days=2)))
