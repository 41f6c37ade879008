"""LibEMG's half of `bench_emg`: runs in its own interpreter, prints one line of JSON.

Features and classifier as its documentation shows them: HTD features, scikit-learn's LDA.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing import Lock
from pathlib import Path

import numpy as np
from libemg.data_handler import OnlineDataHandler
from libemg.emg_predictor import EMGClassifier, OnlineEMGClassifier
from libemg.feature_extractor import FeatureExtractor
from libemg.shared_memory_manager import SharedMemoryManager
from libemg.utils import get_windows


def times(run: Callable[[], object], name: str, unit: str, per_s: float, count: int):
    """Time of a call by the wall and on the processor, as `bench_emg` takes them."""
    run()
    wall_s, processor_s = [], []
    for _ in range(count):
        started_s, before_s = time.perf_counter(), time.process_time()
        run()
        processor_s.append(time.process_time() - before_s)
        wall_s.append(time.perf_counter() - started_s)
    return {
        f"{name}_{unit}": per_s * float(np.percentile(wall_s, 20)),
        f"{name}_processor_{unit}": per_s * float(np.percentile(processor_s, 20)),
    }


def windows_of(samples, label, repetition, length, step):
    """Cut windows that cross neither a change of label nor of repetition."""
    change = np.flatnonzero((np.diff(label) != 0) | (np.diff(repetition) != 0)) + 1
    found, named = [], []
    for part, name in zip(np.split(samples, change), label[np.r_[0, change]], strict=True):
        if len(part) >= length:
            cut = get_windows(part.astype(float), length, step)
            found.append(cut)
            named += [name] * len(cut)
    return np.concatenate(found), np.array(named)


def fitted(features, label):
    """LibEMG's classifier over the given features."""
    classifier = EMGClassifier("LDA")
    classifier.fit(feature_dictionary={"training_features": features, "training_labels": label})
    return classifier


LIVE_S, CHUNK = 8.0, 10


def live_cpu_percent(classifier, groups, samples):
    """Processor time of its on-line classifier, as a share of the time that it ran.

    Its process alone; what feeds it, and the process of a device's driver, are not counted. It
    waits in a busy loop: on a busy machine it gets less than it would take.
    """
    items = [
        ["emg", (1000, samples.shape[1]), np.double, Lock()],
        ["emg_count", (1, 1), np.int32, Lock()],
    ]
    memory = SharedMemoryManager()
    for item in items:
        memory.create_variable(*item)
    online = OnlineEMGClassifier(classifier, 200, 50, OnlineDataHandler(items), groups)
    online.run(block=False)
    began_s = time.perf_counter()
    at = 0
    while time.perf_counter() - began_s < LIVE_S:
        newest = samples[at : at + CHUNK][::-1]
        memory.modify_variable("emg", lambda old, new=newest: np.vstack([new, old])[:1000])
        memory.modify_variable("emg_count", lambda old: old + CHUNK)
        at = (at + CHUNK) % (len(samples) - CHUNK)
        time.sleep(max(0.0, began_s + (at / CHUNK) * CHUNK / 1000 - time.perf_counter()))
    with Path(f"/proc/{online.process.pid}/stat").open() as file:
        ticks = file.read().rsplit(")", 1)[1].split()[11:13]
    ran_s = time.perf_counter() - began_s
    online.stop_running()
    online.process.join()
    memory.cleanup()
    return 100 * sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") / ran_s


def main() -> None:
    """Time and judge whatever jobs the folder holds."""
    jobs = Path(sys.argv[1])
    extractor = FeatureExtractor()
    groups = extractor.get_feature_groups()["HTD"]
    with np.load(jobs / "speed.npz") as job:
        samples, label = job["x"], job["label"]
    cut, named = windows_of(samples, label, label * 0, 200, 50)
    classifier = fitted(extractor.extract_features(groups, cut), named)
    one = cut[:1]
    model = classifier.model

    def stacked(values):
        return np.hstack([values[name] for name in groups])

    def window():
        return model.predict_proba(stacked(extractor.extract_features(groups, one)))

    def batch():
        found = extractor.extract_features(groups, get_windows(samples, 200, 50))
        return classifier.run(found)

    result = {**times(window, "window", "us", 1e6, 4000), **times(batch, "batch", "ms", 1e3, 20)}
    result["live_cpu_percent"] = live_cpu_percent(classifier, groups, samples)
    rates = {"within": [], "across": []}
    for file in sorted(jobs.glob("*-*.npz")):
        with np.load(file) as job:
            learn, learn_label = windows_of(
                job["train_x"], job["train_label"], job["train_repetition"], 40, 10
            )
            test, test_label = windows_of(
                job["test_x"], job["test_label"], job["test_repetition"], 40, 10
            )
        classes, learn_index = np.unique(learn_label, return_inverse=True)
        judge = fitted(extractor.extract_features(groups, learn), learn_index)
        seen, _ = judge.run(extractor.extract_features(groups, test))
        rates[file.name.split("-")[0]].append(np.mean(classes[np.asarray(seen, int)] == test_label))
    if rates["within"]:
        result["within_session"] = float(np.mean(rates["within"]))
        result["across_sessions"] = float(np.mean(rates["across"]))
    result["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
