"""Several people at the same moment: calls in threads that start together."""

import threading

from django.db import connection


def at_once(*calls):
    """Run the calls together; return what they raised."""
    errors, barrier = [], threading.Barrier(len(calls))

    def run(call):
        try:
            barrier.wait()
            call()
        except Exception as error:  # noqa: BLE001  whatever it is, the test looks at it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
