// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/linesink.h"

#include "core/report/gzip.h"

#include <QFile>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
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

std::size_t bytesOf(const Sample &sample)
{
    const auto *request = std::get_if<RequestSample>(&sample);
    return sizeof(Sample) + (request ? std::size_t(request->errorText.size()) * sizeof(QChar) : 0);
}

} // namespace

class LineSink::Writer {
public:
    Writer(QString file, std::unique_ptr<SampleLineFormat> format, std::size_t queueBytes)
        : m_file(std::move(file))
        , m_gzip(m_file.fileName().endsWith(u".gz"_s, Qt::CaseInsensitive))
        , m_format(std::move(format))
        , m_queueBytes(queueBytes)
    {
    }

    ~Writer() { finish(); }
    Q_DISABLE_COPY_MOVE(Writer)

    SaveStatus open()
    {
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered)) {
            m_error = sentence();
            return {m_error};
        }
        m_text = m_format->header();
        setRunStart(QDateTime::currentDateTimeUtc());
        m_thread = std::thread([this] { work(); });
        const std::lock_guard lock(m_mutex);
        m_accepting = true;
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
            batch.erase(batch.begin() + std::ptrdiff_t(fitting), batch.end());
            if (batch.empty()) {
                return;
            }
            m_queuedBytes += bytes;
            m_queue.push_back(std::move(batch));
        }
        m_wake.notify_one();
    }

    SaveStatus finish()
    {
        if (m_thread.joinable()) {
            {
                const std::lock_guard lock(m_mutex);
                m_accepting = false;
                m_stopping = true;
            }
            m_wake.notify_one();
            m_thread.join();
            m_file.close();
        }
        return {m_error};
    }

    quint64 dropped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_dropped;
    }

    QString file() const { return m_file.fileName(); }

private:
    void work()
    {
        Clock::time_point lastWrite = Clock::now();
        const std::size_t piece = m_gzip ? gzipPiece : plainPiece;
        for (;;) {
            std::vector<Batch> batches;
            bool stopping = false;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait_for(lock, wakeInterval, [this] { return m_stopping || !m_queue.empty(); });
                batches = std::exchange(m_queue, {});
                stopping = m_stopping;
            }
            m_format->setRunStart(m_runStart.load(std::memory_order_relaxed));
            for (Batch &batch : batches) {
                format(batch, piece);
            }
            if (stopping || Clock::now() - lastWrite >= writeInterval) {
                write();
                lastWrite = Clock::now();
            }
            if (stopping && batches.empty()) {
                return;
            }
        }
    }

    void format(Batch &batch, std::size_t piece)
    {
        std::size_t bytes = 0;
        for (const Sample &sample : batch) {
            bytes += bytesOf(sample);
            m_format->append(sample, m_text);
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
        if (m_text.empty()) {
            return;
        }
        if (m_error.isEmpty()) {
            const std::string *bytes = &m_text;
            if (m_gzip) {
                m_zipped.clear();
                m_compressor.compress(m_text, m_zipped);
                bytes = &m_zipped;
            }
            const auto size = qint64(bytes->size());
            qint64 written = 0;
            // A disk that fills up takes a part first, and gives its reason only to the next call.
            while (written < size) {
                const qint64 taken = m_file.write(bytes->data() + written, size - written);
                if (taken <= 0)
                    break;
                written += taken;
            }
            if (written == size) {
                m_goodSize += size;
            } else {
                m_error = sentence();
                // Whole lines are kept, but no part of a gzip member.
                if (!m_gzip && written > 0)
                    m_goodSize +=
                        qint64(bytes->rfind('\n', std::size_t(written) - 1) + 1); // npos + 1 is 0: no whole line
                m_file.resize(m_goodSize); // what cannot be undone, as on a device, was reported all the same
            }
        }
        if (!m_error.isEmpty()) {
            const std::lock_guard lock(m_mutex);
            m_dropped += m_textSamples;
            m_accepting = false;
        }
        m_text.clear();
        m_textSamples = 0;
    }

    QString sentence() const { return u"Cannot write %1: %2."_s.arg(m_file.fileName(), m_file.errorString()); }

    // The writing thread's own, until it is joined.
    QFile m_file;
    const bool m_gzip;
    const std::unique_ptr<SampleLineFormat> m_format;
    GzipCompressor m_compressor{gzipLevel};
    std::string m_text;
    std::string m_zipped;
    quint64 m_textSamples = 0;
    qint64 m_goodSize = 0;
    QString m_error;

    std::thread m_thread;
    std::atomic<qint64> m_runStart{0};
    const std::size_t m_queueBytes;
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    std::vector<Batch> m_queue;
    std::size_t m_queuedBytes = 0;
    quint64 m_dropped = 0;
    bool m_accepting = false;
    bool m_stopping = false;
};

LineSink::LineSink(QString file, std::unique_ptr<SampleLineFormat> format, std::size_t queueBytes)
    : m_writer(std::make_unique<Writer>(std::move(file), std::move(format), queueBytes))
{
}

LineSink::~LineSink() = default;

SaveStatus LineSink::open()
{
    return m_writer->open();
}

void LineSink::runStarted(const QDateTime &startedAt)
{
    m_writer->setRunStart(startedAt);
}

void LineSink::consume(std::vector<Sample> &&batch)
{
    m_writer->consume(std::move(batch));
}

SaveStatus LineSink::finish()
{
    return m_writer->finish();
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
