// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/outputstream.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace doorbuster {

namespace {

/// So soon giveUp() and a deadline are noticed.
constexpr std::chrono::milliseconds lookInterval{50};
constexpr int standardOutput = 1;

/// The descriptor that a name stands for, if it does.
std::optional<int> descriptorOf(const QString &file)
{
    if (file == u"-"_s)
        return standardOutput;
#ifdef Q_OS_UNIX
    const QString path = QDir::cleanPath(file);
    if (path == u"/dev/stdout"_s)
        return standardOutput;
    if (path == u"/dev/stderr"_s)
        return 2;
    for (const QString &folder : {u"/dev/fd/"_s, u"/proc/self/fd/"_s}) {
        bool isNumber = false;
        const int number = path.startsWith(folder) ? path.sliced(folder.size()).toInt(&isNumber) : -1;
        if (isNumber && number >= 0)
            return number;
    }
#endif
    return std::nullopt;
}

#ifdef Q_OS_UNIX
std::optional<struct stat> statusOf(const QString &file)
{
    struct stat status = {};
    const std::optional<int> descriptor = descriptorOf(file);
    const int result =
        descriptor ? ::fstat(*descriptor, &status) : ::stat(QFile::encodeName(file).constData(), &status);
    return result == 0 ? std::optional(status) : std::nullopt;
}
#endif

QString sentence(const QString &file, const QString &why)
{
    return u"Cannot write %1: %2."_s.arg(outputName(file), why);
}

} // namespace

bool isStandardOutput(const QString &file)
{
    return descriptorOf(file) == standardOutput;
}

bool isStream(const QString &file)
{
    if (descriptorOf(file))
        return true;
#ifdef Q_OS_UNIX
    const auto status = statusOf(file);
    return status && !S_ISREG(status->st_mode) && !S_ISDIR(status->st_mode);
#else
    return false;
#endif
}

QString placeOf(const QString &file)
{
#ifdef Q_OS_UNIX
    if (const auto status = statusOf(file))
        return u"%1:%2"_s.arg(quint64(status->st_dev)).arg(quint64(status->st_ino));
#endif
    if (file == u"-"_s)
        return file;
    constexpr int mostLinks = 40; // a system follows no more
    QFileInfo info(file);
    // A link may lead to what is yet to be written.
    for (int links = 0; info.isSymLink() && links < mostLinks; ++links)
        info.setFile(info.symLinkTarget());
    QString place = info.canonicalFilePath(); // empty where there is no such file yet
    if (place.isEmpty()) {
        const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
        place = folder.isEmpty() ? QDir::cleanPath(info.absoluteFilePath()) : QDir(folder).filePath(info.fileName());
    }
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return place.toCaseFolded(); // their file systems tell no Report from report
#else
    return place;
#endif
}

QString outputName(const QString &file)
{
    return file == u"-"_s ? u"standard output"_s : file;
}

QString streamProblem(const QString &file)
{
#ifdef Q_OS_UNIX
    if (const std::optional<int> descriptor = descriptorOf(file)) {
        const int flags = ::fcntl(*descriptor, F_GETFL);
        if (flags < 0)
            return qt_error_string(errno);
        return (flags & O_ACCMODE) == O_RDONLY ? u"it is not open for writing"_s : QString();
    }
    const auto status = statusOf(file);
    if (status && S_ISSOCK(status->st_mode))
        return u"it is a socket"_s;
    if (::access(QFile::encodeName(file).constData(), W_OK) != 0)
        return qt_error_string(errno);
#else
    Q_UNUSED(file);
#endif
    return {};
}

class OutputStream::Sink {
public:
    explicit Sink(QString file)
        : m_file(std::move(file))
    {
    }

    ~Sink()
    {
#ifdef Q_OS_UNIX
        if (m_descriptor >= 0)
            ::close(m_descriptor);
#endif
    }
    Q_DISABLE_COPY_MOVE(Sink)

    void giveUp()
    {
        m_givenUp.store(true, std::memory_order_relaxed);
    }
    bool readerLeft() const
    {
        return m_readerLeft;
    }
    QString file() const
    {
        return m_file;
    }

    SaveStatus open();
    SaveStatus write(std::string_view bytes, std::optional<Clock::time_point> deadline);

private:
    bool isOver(const std::optional<Clock::time_point> &deadline) const
    {
        return m_givenUp.load(std::memory_order_relaxed) || (deadline && Clock::now() >= *deadline);
    }

    const QString m_file;
    std::atomic<bool> m_givenUp{false};
    bool m_readerLeft = false;
#ifdef Q_OS_UNIX
    void takeDescriptor(int original);

    int m_descriptor = -1; ///< -1 as long as nobody has opened a pipe for reading
    std::size_t m_piece = SIZE_MAX; ///< what can be written at once without blocking after poll() said so
#else
    QFile m_output;
#endif
};

#ifdef Q_OS_UNIX

/// A description of our own can be made non-blocking. That of the original belongs to others as well, who must not be
/// surprised by that: it is only written to in pieces for which there is room.
void OutputStream::Sink::takeDescriptor(int original)
{
    struct stat status = {};
    if (::fstat(original, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode))) {
        const QByteArray name = "/dev/fd/" + QByteArray::number(original);
        m_descriptor = ::open(name.constData(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    }
    if (m_descriptor < 0) {
        m_descriptor = ::fcntl(original, F_DUPFD_CLOEXEC, 0);
        m_piece = PIPE_BUF;
    }
    // The shell made it for us alone: a program that we start must not keep its reader waiting.
    if (original > 2)
        ::fcntl(original, F_SETFD, FD_CLOEXEC);
}

SaveStatus OutputStream::Sink::open()
{
    if (const QString problem = streamProblem(m_file); !problem.isEmpty())
        return {sentence(m_file, problem)};
    if (const std::optional<int> descriptor = descriptorOf(m_file))
        takeDescriptor(*descriptor);
    else
        m_descriptor = ::open(QFile::encodeName(m_file).constData(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    // A pipe without a reader is waited for by write().
    if (m_descriptor < 0 && errno != ENXIO)
        return {sentence(m_file, qt_error_string(errno))};
    return {};
}

SaveStatus OutputStream::Sink::write(std::string_view bytes, std::optional<Clock::time_point> deadline)
{
    while (m_descriptor < 0) {
        if (isOver(deadline))
            return {sentence(m_file, u"nobody reads it"_s)};
        std::this_thread::sleep_for(lookInterval);
        if (const SaveStatus opened = open(); !opened.ok())
            return opened;
    }
    while (!bytes.empty()) {
        if (isOver(deadline))
            return {sentence(m_file, u"its reader has stopped reading"_s)};
        pollfd ready{.fd = m_descriptor, .events = POLLOUT, .revents = 0};
        if (::poll(&ready, 1, int(lookInterval.count())) == 0)
            continue;
        const ssize_t taken = ::write(m_descriptor, bytes.data(), std::min(bytes.size(), m_piece));
        if (taken > 0) {
            bytes.remove_prefix(std::size_t(taken));
        } else if (taken == 0 || (errno != EAGAIN && errno != EINTR)) {
            m_readerLeft = taken < 0 && (errno == EPIPE || errno == EIO || errno == ECONNRESET);
            return {sentence(m_file, qt_error_string(errno))};
        }
    }
    return {};
}

#else

SaveStatus OutputStream::Sink::open()
{
    m_output.setFileName(m_file);
    const std::optional<int> descriptor = descriptorOf(m_file);
    const bool opened = descriptor ? m_output.open(*descriptor, QIODevice::WriteOnly | QIODevice::Unbuffered)
                                   : m_output.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    return opened ? SaveStatus() : SaveStatus{sentence(m_file, m_output.errorString())};
}

SaveStatus OutputStream::Sink::write(std::string_view bytes, std::optional<Clock::time_point> deadline)
{
    while (!bytes.empty()) {
        if (isOver(deadline))
            return {sentence(m_file, u"its reader has stopped reading"_s)};
        const qint64 taken = m_output.write(bytes.data(), qint64(bytes.size()));
        if (taken <= 0) {
            m_readerLeft = true;
            return {sentence(m_file, m_output.errorString())};
        }
        bytes.remove_prefix(std::size_t(taken));
    }
    return {};
}

#endif

OutputStream::OutputStream(QString file)
    : m_sink(std::make_unique<Sink>(std::move(file)))
{
}

OutputStream::~OutputStream() = default;

SaveStatus OutputStream::open()
{
    return m_sink->open();
}

SaveStatus OutputStream::write(std::string_view bytes, std::optional<Clock::time_point> deadline)
{
    return m_sink->write(bytes, deadline);
}

void OutputStream::giveUp()
{
    m_sink->giveUp();
}

bool OutputStream::readerLeft() const
{
    return m_sink->readerLeft();
}

QString OutputStream::file() const
{
    return m_sink->file();
}

} // namespace doorbuster
