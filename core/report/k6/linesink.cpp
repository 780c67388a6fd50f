// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/linesink.h"

#include "core/result/runresult.h"
#include "core/text/gzip.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Clock = std::chrono::steady_clock;
using Batch = std::vector<Sample>;

constexpr int gzipLevel = 2;
/// Text is written when there is this much of it; compression wants longer pieces.
constexpr std::size_t plainPiece = 256 * 1024;
constexpr std::size_t gzipPiece = 1024 * 1024;
/// … or when the last write is so long ago, so that a run can be watched and little is lost with a killed process.
constexpr std::chrono::seconds writeInterval{1};
constexpr std::chrono::milliseconds wakeInterval{200};
/// So much is handed to a disk at once, so that its progress can be seen.
constexpr std::size_t mostAtOnce = 256 * 1024;
/// A stream notices within this time that it is given up.
constexpr std::chrono::milliseconds lastWait{500};

std::size_t bytesOf(const Sample &sample)
{
    const auto *request = std::get_if<RequestSample>(&sample);
    return sizeof(Sample) + (request ? std::size_t(request->errorText.size()) * sizeof(QChar) : 0);
}

} // namespace

/// Belongs to the sink and to its thread alike: a thread that is stuck in a write is left behind.
class LineSink::Writer : public std::enable_shared_from_this<Writer> {
public:
    Writer(QString file, std::unique_ptr<SampleLineFormat> format, std::size_t queueBytes)
        : m_name(std::move(file))
        , m_gzip(m_name.endsWith(u".gz"_s, Qt::CaseInsensitive))
        , m_isStream(isStream(m_name))
        , m_stream(m_name)
        , m_queueBytes(queueBytes)
        , m_file(m_name)
        , m_format(std::move(format))
    {
    }
    Q_DISABLE_COPY_MOVE(Writer)

    SaveStatus open()
    {
        if (m_isStream) {
            const SaveStatus opened = m_stream.open();
            if (!opened.ok()) {
                return opened;
            }
        } else if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered)) {
            return {sentence(m_file.errorString())};
        }
        m_text = m_format->header();
        setRunStart(QDateTime::currentDateTimeUtc());
        m_accepting = true;
        try {
            m_thread = std::thread([self = shared_from_this()] { self->work(); });
        } catch (const std::system_error &) {
            m_accepting = false;
            return {sentence(u"this machine gives the program no further thread"_s)};
        }
        return {};
    }

    void setRunStart(const QDateTime &startedAt)
    {
        m_runStart.store(startedAt.toMSecsSinceEpoch() * 1'000'000, std::memory_order_relaxed);
    }

    void consume(Batch &&batch)
    {
        std::size_t bytes = 0;
        std::size_t fitting = 0;
        {
            const std::lock_guard lock(m_mutex);
            while (m_accepting && fitting < batch.size()) {
                const std::size_t more = bytesOf(batch[fitting]);
                if (m_queuedBytes + bytes + more > m_queueBytes) {
                    break;
                }
                bytes += more;
                ++fitting;
            }
            m_dropped += batch.size() - fitting;
            m_waiting += fitting;
            batch.erase(batch.begin() + std::ptrdiff_t(fitting), batch.end());
            if (batch.empty()) {
                return;
            }
            m_queuedBytes += bytes;
            m_queue.push_back(std::move(batch));
        }
        m_wake.notify_one();
    }

    void endSoon()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_accepting = false;
            if (std::exchange(m_stopping, true)) {
                return;
            }
            m_endAsked = Clock::now();
        }
        m_wake.notify_all();
    }

    SaveStatus finish(std::chrono::milliseconds patience)
    {
        if (!m_thread.joinable()) {
            return status();
        }
        endSoon();
        if (waitForEnd(patience)) {
            m_thread.join();
        } else {
            giveUp(patience);
        }
        return status();
    }

    quint64 dropped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_dropped;
    }

    QString file() const { return m_name; }

private:
    /// A reader has until the patience is over. A disk may be slow, as long as it takes something.
    bool waitForEnd(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        quint64 seen = m_progress;
        Clock::time_point since = m_endAsked;
        while (!m_ended && Clock::now() < since + patience) {
            m_change.wait_until(lock, since + patience);
            if (!m_isStream && std::exchange(seen, m_progress) != m_progress) {
                since = Clock::now();
            }
        }
        return m_ended;
    }

    void giveUp(std::chrono::milliseconds patience)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_givenUp = true;
            m_dropped += std::exchange(m_waiting, 0);
            m_error = sentence(
                u"given up after %1 s, as %2"_s.arg(QString::number(std::chrono::duration<double>(patience).count()),
                    m_isStream ? u"nobody reads it"_s : u"nothing can be written to it"_s));
        }
        m_stream.giveUp();
        std::unique_lock lock(m_mutex);
        const bool ended = m_change.wait_for(lock, lastWait, [this] { return m_ended; });
        lock.unlock();
        if (ended) {
            m_thread.join();
        } else {
            m_thread.detach();
        }
    }

    SaveStatus status() const
    {
        const std::lock_guard lock(m_mutex);
        return {m_error};
    }

    void work()
    {
        Clock::time_point lastWrite = Clock::now();
        for (bool stopping = false; !stopping;) {
            std::vector<Batch> batches;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait_for(lock, wakeInterval, [this] { return m_stopping || !m_queue.empty(); });
                batches = std::exchange(m_queue, {});
                stopping = m_stopping; // nothing is accepted any more: these are the last
            }
            m_format->setRunStart(m_runStart.load(std::memory_order_relaxed));
            for (Batch &batch : batches) {
                format(batch);
            }
            if (stopping || Clock::now() - lastWrite >= writeInterval) {
                write();
                lastWrite = Clock::now();
            }
        }
        close();
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_change.notify_all();
    }

    void format(Batch &batch)
    {
        const std::size_t piece = m_gzip ? gzipPiece : plainPiece;
        std::size_t bytes = 0;
        for (const Sample &sample : batch) {
            bytes += bytesOf(sample);
            if (!m_failed) {
                m_format->append(sample, m_text);
            }
            ++m_textSamples;
            if (m_text.size() >= piece) {
                write();
            }
        }
        batch = {};
        const std::lock_guard lock(m_mutex);
        m_queuedBytes -= bytes;
    }

    /// Writes what is formatted. After a failure the file keeps what was written whole before it, and all else counts
    /// as dropped.
    void write()
    {
        if (!m_text.empty() && !m_failed) {
            std::string_view bytes = m_text;
            if (m_gzip) {
                m_zipped.clear();
                m_compressor.compress(m_text, m_zipped);
                bytes = m_zipped;
            }
            const SaveStatus written = m_isStream ? m_stream.write(bytes) : writeToFile(bytes);
            if (!written.ok()) {
                fail(written.error);
            }
        }
        const std::lock_guard lock(m_mutex);
        if (!m_givenUp) { // else they are counted
            m_waiting -= m_textSamples;
            m_dropped += m_failed ? m_textSamples : 0;
        }
        m_textSamples = 0;
        m_text.clear();
    }

    SaveStatus writeToFile(std::string_view bytes)
    {
        std::size_t written = 0;
        // A disk that fills up takes a part first, and gives its reason only to the next call.
        while (written < bytes.size()) {
            const auto rest = std::min(bytes.size() - written, mostAtOnce);
            const qint64 taken = m_file.write(bytes.data() + written, qint64(rest));
            if (taken <= 0) {
                break;
            }
            written += std::size_t(taken);
            const std::lock_guard lock(m_mutex);
            ++m_progress;
            m_change.notify_all();
        }
        if (written == bytes.size()) {
            m_goodSize += qint64(written);
            return {};
        }
        const SaveStatus failed{sentence(m_file.errorString())};
        // Whole lines are kept, but no part of a gzip member.
        if (!m_gzip && written > 0) {
            m_goodSize += qint64(bytes.rfind('\n', written - 1) + 1); // npos + 1 is 0: no whole line
        }
        m_file.resize(m_goodSize); // what cannot be undone was reported all the same
        return failed;
    }

    void close()
    {
        if (m_isStream) {
            return;
        }
        m_file.close();
        if (!m_failed && !QFile::exists(m_name)) {
            fail(sentence(u"it was removed while it was written"_s));
        }
    }

    void fail(const QString &error)
    {
        m_failed = true;
        const std::lock_guard lock(m_mutex);
        m_accepting = false;
        if (!m_givenUp) {
            m_error = error;
        }
    }

    QString sentence(const QString &why) const { return u"Cannot write %1: %2."_s.arg(outputName(m_name), why); }

    const QString m_name;
    const bool m_gzip;
    const bool m_isStream;
    OutputStream m_stream; ///< used where it is one
    std::thread m_thread;
    std::atomic<qint64> m_runStart{0};
    const std::size_t m_queueBytes;

    // The writing thread's own, once it runs.
    QFile m_file; ///< used otherwise
    const std::unique_ptr<SampleLineFormat> m_format;
    GzipCompressor m_compressor{gzipLevel};
    std::string m_text;
    std::string m_zipped;
    quint64 m_textSamples = 0;
    qint64 m_goodSize = 0;
    bool m_failed = false;

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake; ///< of the writing thread
    std::condition_variable m_change; ///< of its progress and its end
    std::vector<Batch> m_queue;
    std::size_t m_queuedBytes = 0;
    quint64 m_waiting = 0; ///< samples that were accepted and are not written yet
    quint64 m_dropped = 0;
    quint64 m_progress = 0;
    Clock::time_point m_endAsked;
    QString m_error;
    bool m_accepting = false;
    bool m_stopping = false;
    bool m_ended = false;
    bool m_givenUp = false;
};

LineSink::LineSink(QString file, std::unique_ptr<SampleLineFormat> format, std::size_t queueBytes)
    : m_writer(std::make_shared<Writer>(std::move(file), std::move(format), queueBytes))
{
}

LineSink::~LineSink()
{
    m_writer->finish(outputPatience);
}

SaveStatus LineSink::open()
{
    return m_writer->open();
}

void LineSink::runStarted(const RunResult &run)
{
    m_writer->setRunStart(run.startedAt);
}

void LineSink::samples(std::vector<Sample> &&batch)
{
    m_writer->consume(std::move(batch));
}

void LineSink::endSoon()
{
    m_writer->endSoon();
}

SaveStatus LineSink::finish(std::chrono::milliseconds patience)
{
    return m_writer->finish(patience);
}

quint64 LineSink::dropped() const
{
    return m_writer->dropped();
}

QString LineSink::file() const
{
    return m_writer->file();
}

} // namespace doorbuster
