"""What the worker does for programmes: one action each; doing it twice does no harm."""

from celery import shared_task

from programmes.actions import meetings


@shared_task
def forget_needs() -> None:
    """Delete what people needed at meetings that are over."""
    meetings.forget_needs()
