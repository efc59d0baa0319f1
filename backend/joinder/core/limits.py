"""Rate limits kept in the database, so that every process shares them; windows are fixed and short."""

from datetime import datetime, timedelta

from sqlalchemy import Index, LargeBinary, String, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.core import clock, crypto
from joinder.core.database import Base, Database, UtcDateTime, new_id
from joinder.core.errors import TooMany


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
    start = datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=now.tzinfo)
    hashed = crypto.keyed_hash("limit:" + bucket, subject)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    one = {"id": new_id(), "bucket": bucket, "subject": hashed, "window_at": start, "uses": 1}
    first = insert(LimitCount).values(one)
    counted = first.on_conflict_do_update(
        index_elements=["bucket", "subject", "window_at"], set_={"uses": LimitCount.uses + 1}
    )
    uses = session.scalars(counted.returning(LimitCount.uses)).one()
    if uses > limit:
        wait = int((start + timedelta(seconds=seconds) - now).total_seconds()) + 1
        raise TooMany("core.too_many", retry_after=wait, minutes=-(-wait // 60))


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
