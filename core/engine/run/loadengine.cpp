// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/loadengine.h"

#include "core/engine/run/loadrun.h"
#include "core/metrics/processusage.h"

#include <QEventLoop>
#include <QTimer>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

LoadEngine::LoadEngine(QObject *parent)
    : QObject(parent)
{
}

LoadEngine::~LoadEngine()
{
    if (!m_run)
        return;
    // The run's coroutines and threads must come to their ends, which takes a few turns of the event loop.
    blockSignals(true);
    m_run->abort();
    QEventLoop loop;
    QTimer check;
    const auto giveUpAt = std::chrono::steady_clock::now() + 5s;
    check.callOnTimeout([this, &loop, giveUpAt] {
        // conclude() may have come first. A thread that is judging is waited for in any case.
        const bool isLate = m_run && !m_run->isJudging() && std::chrono::steady_clock::now() > giveUpAt;
        if (!m_run || m_run->finished() || isLate)
            loop.quit();
    });
    check.start(10ms);
    if (!m_run->finished())
        loop.exec();
}

std::optional<QString> LoadEngine::start(RunConfig config)
{
    if (m_run)
        return u"A run is going on already"_s;
    if (const auto error = allowOpenSockets(makeExecutor(config.profile.load)->peak()))
        return error;
    m_run = std::make_unique<Run>(*this, std::move(config));
    m_run->start();
    return std::nullopt;
}

std::optional<QString> LoadEngine::verifyAgain(RunResult result, RunConfig config)
{
    if (m_run)
        return u"A run is going on already"_s;
    if (result.saleId.isEmpty())
        return u"This run never had a sale, so there is nothing to verify"_s;
    if (result.journeysStarted == 0)
        return u"This run ended before anybody began to buy, so there is nothing to verify"_s;
    fillInAdmin(result.runId, config.profile);
    m_run = std::make_unique<Run>(*this, std::move(config));
    m_run->startVerifying(std::move(result));
    return std::nullopt;
}

void LoadEngine::fillInAdmin(const QString &runId, Profile &profile) const
{
    const auto made = m_admins.constFind(runId);
    if (made == m_admins.constEnd() || !profile.sale.adminPassword.isEmpty())
        return;
    profile.sale.adminEmail = made->email;
    profile.sale.adminPassword = made->password;
}

bool LoadEngine::running() const
{
    return m_run != nullptr;
}

RunPhase LoadEngine::phase() const
{
    return m_run ? m_run->phase() : RunPhase::Idle;
}

void LoadEngine::stop()
{
    if (m_run)
        m_run->stop();
}

void LoadEngine::abort()
{
    if (m_run)
        m_run->abort();
}

void LoadEngine::conclude()
{
    const auto result = std::make_shared<RunResult>(m_run->takeResult());
    m_run.reset();
    Q_EMIT finished(result);
}

} // namespace doorbuster
