// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricsdelta.h"

#include <QDateTime>

#include <vector>

namespace doorbuster {

/// Where the samples of a run go, one by one: a line output (k6's JSON lines, CSV).
class SampleSink {
public:
    SampleSink() = default;
    virtual ~SampleSink() = default;
    SampleSink(const SampleSink &) = delete;
    SampleSink &operator=(const SampleSink &) = delete;

    /// The wall clock of time 0, to which all samples' times are relative. Called once, before any consume().
    virtual void runStarted(const QDateTime &startedAt) = 0;
    /// From any thread, also from several at once. It must not block: where it cannot keep up it drops and counts.
    virtual void consume(std::vector<Sample> &&batch) = 0;
};

} // namespace doorbuster
