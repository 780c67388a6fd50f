// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/runsession.h"

#include "core/profile/duration.h"
#include "core/report/exitstatus.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// A run whose figures could not all be written did not fully succeed; it is no verdict on the shop, though.
constexpr int outputFailed = 1;

} // namespace

RunSession::RunSession(RunConfig config, FileOutputs outputs, ConsoleStyle style)
    : m_config(std::move(config))
    , m_outputs(std::move(outputs))
    , m_out(stdout)
    , m_console(m_out, std::move(style))
{
    connect(&m_interrupts, &Interrupts::interrupted, this, [this] {
        if (m_engine.running())
            m_engine.stop();
        else
            fail(u"interrupted before the run began"_s, int(ExitStatus::Aborted));
    });
    connect(&m_engine, &LoadEngine::snapshotReady, this,
        [this](const RunSnapshot &snapshot) { m_console.progress(snapshot); });
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

int RunSession::verify(RunResult earlier)
{
    m_verifying = true;
    m_config.samples.reset();
    m_console.begin(earlier.profile, earlier.profile.name);
    if (const auto error = m_engine.verifyAgain(std::move(earlier), m_config))
        fail(*error, int(ExitStatus::BadArguments));
    return exec();
}

int RunSession::exec()
{
    return QCoreApplication::exec();
}

void RunSession::startEngine()
{
    m_config.samples = m_outputs.samples();
    m_console.begin(m_config.profile, m_profileName);
    if (const auto error = m_engine.start(m_config))
        fail(*error, int(ExitStatus::BadArguments));
}

void RunSession::onLogged(const LogLine &line)
{
    const QString who = line.vu == 0 ? QString() : u"VU %1: "_s.arg(line.vu);
    m_console.message(u"%1  %2%3"_s.arg(formatClock(line.at), who, line.text));
}

void RunSession::onFinished(const RunResult &finished)
{
    if (m_verifying && finished.end == RunEnd::Aborted) {
        m_console.error(
            u"the verification was given up: nothing is written, and the run keeps the verdict that it had"_s);
        m_status = int(ExitStatus::Aborted);
        leave();
        return;
    }
    RunResult result = finished;
    const auto files = m_outputs.finish(result);
    m_console.finish(result);
    for (const QString &remark : files.written)
        m_console.message(remark);
    for (const QString &error : files.errors)
        m_console.error(error);
    m_status = exitStatus(result);
    if (m_status == int(ExitStatus::Passed) && !files.errors.isEmpty())
        m_status = outputFailed;
    if (m_shop.isRunning())
        m_shop.stop();
    else
        leave();
}

void RunSession::onShopFailed(const QString &reason)
{
    m_console.error(u"practice shop: "_s + reason);
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
    m_console.error(error);
    m_status = status;
    // Also before exec() has begun.
    QMetaObject::invokeMethod(this, &RunSession::leave, Qt::QueuedConnection);
}

} // namespace doorbuster
