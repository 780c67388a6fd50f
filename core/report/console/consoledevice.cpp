// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/consoledevice.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace doorbuster {

namespace {

using Clock = OutputStream::Clock;

/// So much is written at once, so that its progress can be seen.
constexpr std::size_t mostAtOnce = 4096;
/// At the end a reader has at least this long, however long it has not read before.
constexpr std::chrono::milliseconds leastPatience{500};
constexpr std::chrono::milliseconds lastWait{500};
constexpr std::string_view gapMark = "\n[…] output is missing here: nobody read it in time\n";

} // namespace

/// Belongs to the device and to its thread alike: a thread that is stuck in a write is left behind.
class ConsoleDevice::Writer : public std::enable_shared_from_this<Writer> {
public:
    Writer(const QString &stream, qsizetype queueBytes)
        : m_stream(stream)
        , m_queueBytes(std::size_t(queueBytes))
    {
    }
    Q_DISABLE_COPY_MOVE(Writer)

    void start()
    {
        const SaveStatus opened = m_stream.open();
        if (!opened.ok()) {
            m_broken = true; // whoever started us has closed it: there is nobody to read it
            return;
        }
        try {
            m_thread = std::thread([self = shared_from_this()] { self->work(); });
        } catch (const std::system_error &) {
            m_broken = true; // this machine gives the program no further thread
        }
    }

    bool take(std::string_view text)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_broken) {
                return false;
            }
            if (m_queue.size() + text.size() > m_queueBytes) {
                if (!std::exchange(m_hasGap, true)) {
                    m_queue += gapMark;
                }
                return true;
            }
            m_hasGap = false;
            if (m_queue.empty() && !m_writing) {
                m_progressAt = Clock::now(); // so long it had nothing to do
            }
            m_queue += text;
        }
        m_wake.notify_one();
        return true;
    }

    SaveStatus finish(std::chrono::milliseconds patience)
    {
        if (m_thread.joinable()) {
            if (waitForEnd(patience)) {
                m_thread.join();
            } else {
                giveUp();
            }
        }
        const std::lock_guard lock(m_mutex);
        return {m_error};
    }

private:
    bool waitForEnd(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_stopping = true;
        m_wake.notify_one();
        const Clock::time_point least = Clock::now() + std::min(leastPatience, patience);
        for (;;) {
            const Clock::time_point until = std::max(least, m_progressAt + patience);
            if (m_ended || Clock::now() >= until) {
                return m_ended;
            }
            m_change.wait_until(lock, until);
        }
    }

    void giveUp()
    {
        m_stream.giveUp();
        std::unique_lock lock(m_mutex);
        m_broken = true;
        m_error = u"Cannot write %1: nobody reads it; the rest of the text was given up."_s.arg(name());
        const bool ended = m_change.wait_for(lock, lastWait, [this] { return m_ended; });
        lock.unlock();
        if (ended) {
            m_thread.join();
        } else {
            m_thread.detach();
        }
    }

    QString name() const { return isStandardOutput(m_stream.file()) ? u"standard output"_s : u"standard error"_s; }

    void work()
    {
        std::unique_lock lock(m_mutex);
        while (!m_broken) {
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty()) {
                break;
            }
            const std::string piece = m_queue.substr(0, mostAtOnce);
            m_queue.erase(0, piece.size());
            m_writing = true;
            lock.unlock();
            const SaveStatus written = m_stream.write(piece);
            lock.lock();
            m_writing = false;
            m_progressAt = Clock::now();
            if (!written.ok() && !m_broken) {
                m_broken = true;
                // Whoever stops reading has seen enough; a full disk has not.
                m_error = m_stream.readerLeft() ? QString() : written.error;
            }
            m_change.notify_all();
        }
        m_ended = true;
        m_change.notify_all();
    }

    OutputStream m_stream;
    std::thread m_thread;
    const std::size_t m_queueBytes;

    std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake; ///< of the writing thread
    std::condition_variable m_change; ///< of its progress and its end
    std::string m_queue;
    Clock::time_point m_progressAt = Clock::now();
    QString m_error;
    bool m_writing = false;
    bool m_hasGap = false;
    bool m_broken = false; ///< nothing can be written any more
    bool m_stopping = false;
    bool m_ended = false;
};

ConsoleDevice::ConsoleDevice(const QString &stream, qsizetype queueBytes)
    : m_writer(std::make_shared<Writer>(stream, queueBytes))
{
    m_writer->start();
    open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

ConsoleDevice::~ConsoleDevice()
{
    m_writer->finish(outputPatience);
}

SaveStatus ConsoleDevice::finish(std::chrono::milliseconds patience)
{
    return m_writer->finish(patience);
}

qint64 ConsoleDevice::writeData(const char *data, qint64 size)
{
    return m_writer->take(std::string_view(data, std::size_t(size))) ? size : -1;
}

} // namespace doorbuster
