// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/outputstream.h"
#include "core/files/savestatus.h"
#include "core/report/k6/samplelineformat.h"
#include "core/result/runjournal.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <cstddef>
#include <memory>

namespace doorbuster {

/// An output of every sample, while the run goes on: `--out json=FILE`, `--out csv=FILE`. A name that ends in ".gz" is
/// compressed; a stream (see isStream()) is written straight through. Formatting and writing happen on a thread of its
/// own; where that cannot keep up, samples beyond a bounded queue are dropped and counted, and nobody waits.
///
/// Order of calls: open(), runStarted(), samples() any number of times, endSoon(), finish(). samples() and dropped()
/// may be called from any thread, the others from one.
class LineSink final : public RunJournal {
public:
    static constexpr std::size_t defaultQueueBytes = 64 * 1024 * 1024;

    LineSink(QString file, std::unique_ptr<SampleLineFormat> format, std::size_t queueBytes = defaultQueueBytes);
    ~LineSink() override; ///< finishes, if that was not done
    Q_DISABLE_COPY_MOVE(LineSink)

    /// Creates the file, replacing an older one, or takes hold of the stream. Fails where that cannot be done; then
    /// nothing else may be called.
    SaveStatus open();
    /// From here on the samples' times are relative to the run's start; before, to the moment of open().
    void runStarted(const RunResult &run) override;
    bool wantsSamples() const override { return true; }
    /// Never blocks for the disk.
    void samples(std::vector<Sample> &&batch) override;
    /// Begins to write what is queued, and takes nothing more. Returns at once.
    void endSoon();
    /// Waits for that. A stream that has not taken everything within `patience` from endSoon() on is given up, and so
    /// is a file of which nothing could be written for so long. The output is complete and, where compressed, valid,
    /// except for what the returned error says (a full disk, a reader that stopped reading). Calling it again returns
    /// the same.
    SaveStatus finish(std::chrono::milliseconds patience = outputPatience);

    /// Samples that the queue had no room for, that came after a write failed, or that were given up.
    quint64 dropped() const;
    QString file() const;

private:
    class Writer;
    std::shared_ptr<Writer> m_writer;
};

} // namespace doorbuster
