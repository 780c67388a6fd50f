// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/runsession.h"

#include "app/cli/commandline.h"
#include "core/result/exitstatus.h"
#include "core/text/duration.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace doorbuster {

using namespace Qt::StringLiterals;

RunSession::RunSession(RunConfig config, FileOutputs outputs, ConsoleOptions console)
    : m_config(std::move(config))
    , m_outputs(std::move(outputs))
    , m_console(console)
{
    connect(&m_interrupts, &Interrupts::interrupted, this, &RunSession::onInterrupted);
    connect(&m_engine, &LoadEngine::snapshotReady, this,
        [this](const RunSnapshot &snapshot) { m_console->progress(snapshot); });
    connect(&m_engine, &LoadEngine::logged, this, &RunSession::onLogged);
    connect(&m_engine, &LoadEngine::finished, this, &RunSession::onFinished);
    connect(&m_shop, &PracticeShop::ready, this, [this](const QUrl &url) {
        m_config.profile.target.apiBase = url.toString();
        m_config.sources[u"target.apiBase"_s] = u"--practice"_s;
        startEngine();
    });
    connect(&m_shop, &PracticeShop::failed, this, &RunSession::onShopFailed);
    connect(&m_shop, &PracticeShop::stopped, this, &RunSession::leave);
}

int RunSession::run(const QString &profileName, const std::optional<PracticeShop::Options> &practice)
{
    m_profileName = profileName;
    if (practice)
        m_shop.start({}, *practice);
    else
        startEngine();
    return exec();
}

int RunSession::verify(RunResult earlier, const QString &file)
{
    m_verifying = true;
    m_config.journals.clear();
    m_console->begin(earlier.profile, earlier.profile.name);
    begin(file, [&] { return m_engine.verifyAgain(std::move(earlier), m_config); });
    return exec();
}

int RunSession::exec()
{
    return m_console.close(QCoreApplication::exec());
}

void RunSession::begin(const QString &input, const std::function<std::optional<QString>()> &start)
{
    if (const QStringList obstacles = m_outputs.begin(input); !obstacles.isEmpty()) {
        fail(obstacles.join(u"; "_s), int(ExitStatus::BadArguments));
    } else if (const auto error = start()) {
        m_outputs.restore();
        fail(*error, int(ExitStatus::BadArguments));
    }
}

void RunSession::onInterrupted()
{
    if (m_engine.running())
        m_engine.stop();
    else if (m_concluded)
        leave(); // its practice shop may be slow to end
    else
        fail(u"interrupted before the run began"_s, int(ExitStatus::Aborted));
}

void RunSession::startEngine()
{
    m_config.journals = m_outputs.journals();
    m_console->begin(m_config.profile, m_profileName);
    begin({}, [this] { return m_engine.start(m_config); });
}

void RunSession::onLogged(const LogLine &line)
{
    const QString who = line.vu == 0 ? QString() : u"VU %1: "_s.arg(line.vu);
    m_console->message(u"%1  %2%3"_s.arg(formatClock(line.at), who, line.text));
}

void RunSession::onFinished(const std::shared_ptr<RunResult> &finished)
{
    if (m_verifying && finished->end == RunEnd::Aborted) {
        m_console->error(
            u"the verification was given up: nothing is written, and the run keeps the verdict that it had"_s);
        m_outputs.restore();
        m_status = int(ExitStatus::Aborted);
        leave();
        return;
    }
    RunResult &result = *finished;
    m_status = exitStatus(result);
    m_concluded = true;
    // The verdict is safe before anything else is written, and shown before anything is waited for.
    const FileOutputs::Outcome saved = m_outputs.saveResult(result);
    m_console->finish(result);
    tell(saved);
    tell(m_outputs.finish(result));
    if (m_shop.isRunning())
        m_shop.stop();
    else
        leave();
}

void RunSession::tell(const FileOutputs::Outcome &files)
{
    for (const QString &remark : files.written)
        m_console->message(remark);
    for (const QString &error : files.errors)
        m_console->error(error);
    if (m_status == int(ExitStatus::Passed) && !files.errors.isEmpty())
        m_status = outputFailed;
}

void RunSession::onShopFailed(const QString &reason)
{
    m_console->error(u"practice shop: "_s + reason);
    // A shop that dies in the middle is what the run is about: it ends, and its verdict says what could not be read.
    if (!m_engine.running())
        fail(u"there is no practice shop to run against"_s, int(ExitStatus::SetupFailed));
}

void RunSession::leave()
{
    QCoreApplication::exit(m_status);
}

void RunSession::fail(const QString &error, int status)
{
    m_console->error(error);
    m_status = status;
    m_concluded = true;
    // Also before exec() has begun.
    QMetaObject::invokeMethod(this, &RunSession::leave, Qt::QueuedConnection);
}

} // namespace doorbuster
