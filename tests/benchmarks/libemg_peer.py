"""LibEMG's half of `bench_emg`: runs in its own interpreter, prints one line of JSON.

Features and classifier as its documentation shows them: HTD features, scikit-learn's LDA.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from libemg.emg_predictor import EMGClassifier
from libemg.feature_extractor import FeatureExtractor
from libemg.utils import get_windows


def quick_s(run: Callable[[], object], times: int) -> float:
    """Time of a call, 20th percentile: other programs of the machine disturb the rest."""
    run()
    taken = []
    for _ in range(times):
        started_s = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started_s)
    return float(np.percentile(taken, 20))


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

    result = {"window_us": 1e6 * quick_s(window, 200), "batch_ms": 1e3 * quick_s(batch, 20)}
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
