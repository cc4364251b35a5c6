"""The photos of a session: kept beside it, shown on its screen, and removed with it."""

import hashlib

import sqlalchemy as sa

from lsa_tafel import own_slides, store
from lsa_tafel.tables import PHOTO, engine, insert

MOST = 20


def keep(key: str, content: bytes) -> str:
    """Keep a photo, made anew (see `own_slides.as_jpeg`); returns its id. Raises `NoSession` or `NotShown`."""
    session_id, made = store.by_key(key).id, own_slides.as_jpeg(content)
    photo_id = hashlib.sha256(made).hexdigest()[:32]
    with engine().begin() as connection:
        there = connection.execute(sa.select(PHOTO.c.id).where(PHOTO.c.session == session_id)).scalars().all()
        if photo_id not in there:
            if len(there) >= MOST:
                raise own_slides.NotShown("photo_many")
            connection.execute(insert(PHOTO).values(session=session_id, id=photo_id, content=made))
    return photo_id


def content(session_id: str, photo_id: str) -> bytes | None:
    """A photo as a JPEG; None when there is none."""
    where = (PHOTO.c.session == session_id, PHOTO.c.id == photo_id)
    with engine().connect() as connection:
        found: bytes | None = connection.execute(sa.select(PHOTO.c.content).where(*where)).scalar_one_or_none()
    return found
