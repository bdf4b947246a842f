"""Epochs of batches, one after the other; with workers, prepared by processes beside the one that trains, for a GPU takes batches
faster than one core makes them. What an epoch holds depends on the seed and its number alone."""

import multiprocessing
import queue as queues
import random


class Feed:
    """`prepare` makes a list of batches with a random generator."""

    def __init__(self, prepare, seed, workers=0):
        self.prepare, self.seed, self.epoch, self.queues = prepare, seed, 0, []
        context = multiprocessing.get_context("fork")  # the documents are there already, and nothing has touched a GPU
        for first in range(workers):
            queue = context.Queue(1)
            context.Process(target=self.serve, args=(queue, first, workers), daemon=True).start()
            self.queues.append(queue)

    def made(self, epoch):
        return self.prepare(random.Random(f"{self.seed} {epoch}"))

    def serve(self, queue, epoch, step):
        parent = multiprocessing.parent_process()
        while parent.is_alive():
            made = self.made(epoch)
            epoch += step
            while parent.is_alive():  # or nobody would ever take it
                try:
                    queue.put(made, timeout=5)
                    break
                except queues.Full:
                    pass

    def next(self):
        """The batches of the next epoch."""
        out = self.queues[self.epoch % len(self.queues)].get() if self.queues else self.made(self.epoch)
        self.epoch += 1
        return out
