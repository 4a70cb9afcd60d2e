from django.core.management.base import BaseCommand

from tracker import clock
from tracker.records import attachments, sharing
from tracker.reminders import deliver


class Command(BaseCommand):
    help = "Plan and send the reminders that are due now. Safe to run from many places at once."

    def handle(self, *args: object, **options: object) -> None:
        report = deliver.tick(clock.now)
        sharing.forget_ended(at=clock.now())
        attachments.sweep(at=clock.now())
        self.stdout.write(str(report))
