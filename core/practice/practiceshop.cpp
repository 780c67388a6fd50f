// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/practiceshop.h"

#include "core/practice/shopoptions.h"
#include "core/text/duration.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto startLimit = 10s;
constexpr auto stopLimit = 5s;

QStringList arguments(const PracticeShop::Options &options)
{
    const auto &rules = options.rules;
    const auto name = defectInfo(rules.defect).name;
    return {u"--port"_s, u"0"_s, u"--exit-with-parent"_s, u"--defect"_s,
        QString::fromUtf8(name.data(), qsizetype(name.size())), u"--holds-per-second"_s,
        QString::number(rules.holdsPerSecond, 'g', QLocale::FloatingPointShortest), u"--hold-ttl"_s,
        formatDuration(rules.holdTtl), u"--latency"_s, toString(options.latency), u"--error-rate"_s,
        QString::number(options.errorRate, 'g', QLocale::FloatingPointShortest), u"--seed"_s,
        QString::number(rules.seed)};
}

} // namespace

PracticeShop::PracticeShop(QObject *parent)
    : QObject(parent)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &PracticeShop::onDeadline);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &PracticeShop::readOutput);
    connect(&m_process, &QProcess::errorOccurred, this, &PracticeShop::onError);
    connect(&m_process, &QProcess::finished, this, &PracticeShop::onFinished);
}

PracticeShop::~PracticeShop()
{
    m_process.disconnect(this);
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

QString PracticeShop::defaultExecutable()
{
    QString name = u"doorbuster-shop"_s;
#ifdef Q_OS_WIN
    name += u".exe"_s;
#endif
    return QDir(QCoreApplication::applicationDirPath()).filePath(name);
}

void PracticeShop::start(const QString &executable, const Options &options)
{
    Q_ASSERT(m_stage == Stage::Idle && !isRunning());
    m_stage = Stage::Starting;
    m_output.clear();
    m_url.clear();
    m_counts.reset();
    m_deadline.start(startLimit);
#ifdef Q_OS_UNIX
    // A group of its own: Ctrl+C in a terminal stops the test, which still needs its shop for the verdict.
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
#endif
    m_process.start(executable.isEmpty() ? defaultExecutable() : executable, arguments(options));
}

void PracticeShop::stop()
{
    if (m_stage != Stage::Starting && m_stage != Stage::Ready)
        return;
    m_stage = Stage::Stopping;
    m_deadline.start(stopLimit);
    // The end of its input ends the shop: on all systems, other than a signal.
    m_process.closeWriteChannel();
}

void PracticeShop::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_stage != Stage::Starting)
        return;
    const auto end = m_output.indexOf('\n');
    if (end < 0)
        return;
    const auto line = QString::fromUtf8(m_output.first(end)).trimmed();
    m_output.remove(0, end + 1);
    const auto prefix = u"listening on "_s;
    const QUrl url(line.startsWith(prefix) ? line.sliced(prefix.size()) : QString(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"http"_s || url.port() <= 0) {
        fail(u"%1 is not a practice shop: it began with '%2'"_s.arg(m_process.program(), line.left(200)));
        return;
    }
    m_deadline.stop();
    m_stage = Stage::Ready;
    m_url = url;
    Q_EMIT ready(url);
}

void PracticeShop::onError(QProcess::ProcessError error)
{
    // A crash is told by finished() as well; what it said is complete only then.
    if (error == QProcess::FailedToStart)
        fail(u"cannot start the practice shop %1: %2"_s.arg(m_process.program(), m_process.errorString()));
}

void PracticeShop::onFinished(int exitCode, QProcess::ExitStatus exitStatus)
{
    m_deadline.stop();
    readOutput();
    switch (m_stage) {
    case Stage::Idle:
        break;
    case Stage::Starting:
    case Stage::Ready:
        fail(exitMessage(exitCode, exitStatus));
        break;
    case Stage::Stopping: {
        m_stage = Stage::Idle;
        m_url.clear();
        // Stopped before it was ready, its first line is still in front.
        const auto document = QJsonDocument::fromJson(m_output.sliced(qMax(qsizetype(0), m_output.indexOf('{'))));
        if (document.isObject())
            m_counts = document.object();
        Q_EMIT stopped();
        break;
    }
    }
}

void PracticeShop::onDeadline()
{
    if (m_stage == Stage::Starting)
        fail(u"the practice shop %1 did not listen within %2 s"_s.arg(m_process.program()).arg(startLimit / 1s));
    else
        m_process.kill();
}

void PracticeShop::fail(const QString &reason)
{
    m_deadline.stop();
    m_stage = Stage::Idle;
    m_url.clear();
    m_process.kill();
    Q_EMIT failed(reason);
}

QString PracticeShop::exitMessage(int exitCode, QProcess::ExitStatus exitStatus)
{
    const auto said = QString::fromUtf8(m_process.readAllStandardError()).trimmed();
    const auto how = exitStatus == QProcess::CrashExit ? u"crashed"_s : u"ended with status %1"_s.arg(exitCode);
    return said.isEmpty() ? u"the practice shop %1"_s.arg(how) : u"the practice shop %1: %2"_s.arg(how, said);
}

} // namespace doorbuster
