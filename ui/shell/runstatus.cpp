// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/runstatus.h"

#include "core/text/format.h"
#include "ui/run/generatorhealthtext.h"
#include "ui/theme/appearance.h"

#include <QLabel>
#include <QProgressBar>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QString phaseName(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Idle:
        return RunStatus::tr("Ready");
    case RunPhase::Setup:
        return RunStatus::tr("Setting up the sale");
    case RunPhase::Countdown:
        return RunStatus::tr("Countdown");
    case RunPhase::Load:
        return RunStatus::tr("Load");
    case RunPhase::Draining:
        return RunStatus::tr("Draining: journeys come to their end");
    case RunPhase::Settling:
        return RunStatus::tr("Settling: the shop writes what is pending");
    case RunPhase::Verifying:
        return RunStatus::tr("Verifying the books");
    case RunPhase::Finished:
        return RunStatus::tr("Finished");
    case RunPhase::Failed:
        return RunStatus::tr("Failed");
    case RunPhase::Aborted:
        return RunStatus::tr("Ended without a verdict");
    }
    return {};
}

QString describeStage(const RunSnapshot &snapshot, const Profile &profile)
{
    const auto &stages = profile.load.stages;
    if (snapshot.stage < 0 || snapshot.stage >= stages.size())
        return {};
    const int target = stages[snapshot.stage].target;
    const int before = snapshot.stage == 0 ? profile.load.startVUs : stages[snapshot.stage - 1].target;
    const QString doing = target == before ? RunStatus::tr("hold %1").arg(formatCount(target))
        : target > before                  ? RunStatus::tr("ramp to %1").arg(formatCount(target))
                                           : RunStatus::tr("down to %1").arg(formatCount(target));
    return RunStatus::tr("stage %1 of %2 · %3")
        .arg(QString::number(snapshot.stage + 1), QString::number(snapshot.stages), doing);
}

} // namespace

QString describeHealth(const GeneratorHealth &health, bool loadRanToEnd)
{
    QStringList parts;
    switch (generatorState(health, loadRanToEnd).kind) {
    case GeneratorState::Kind::NotMeasured:
        break;
    case GeneratorState::Kind::Healthy:
        parts << RunStatus::tr("generator healthy");
        break;
    case GeneratorState::Kind::Suspect:
        parts << RunStatus::tr("! generator suspect");
        break;
    case GeneratorState::Kind::Bound:
        parts << RunStatus::tr("! generator-bound");
        break;
    }
    if (health.measured())
        parts << RunStatus::tr("lag p99 %1").arg(formatTime(health.loopLagP99));
    if (const auto share = health.cpuShare())
        parts << RunStatus::tr("CPU %1").arg(formatPercent(*share));
    if (health.peakMemory > 0)
        parts << formatBytes(double(health.peakMemory));
    return parts.join(u" · "_s);
}

QString describePhase(const RunSnapshot &snapshot, const Profile &profile)
{
    QString text = phaseName(snapshot.phase);
    if (snapshot.phase == RunPhase::Load) {
        if (const QString stage = describeStage(snapshot, profile); !stage.isEmpty())
            text += u" · "_s + stage;
    } else if (snapshot.phase == RunPhase::Verifying && snapshot.buyersToVerify > 0) {
        text += u" · "_s
            + RunStatus::tr("%1 of %2 buyers")
                  .arg(formatCount(snapshot.verifiedBuyers), formatCount(snapshot.buyersToVerify));
    }
    return text;
}

RunStatus::RunStatus(RunController &controller, QWidget *parent)
    : QStatusBar(parent)
    , m_controller(controller)
    , m_phase(new QLabel(this))
    , m_time(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_health(new QLabel(this))
    , m_practice(new QLabel(this))
{
    setSizeGripEnabled(false);
    setContentsMargins(8, 0, 8, 0);
    m_phase->setAccessibleName(tr("Phase"));
    m_time->setAccessibleName(tr("Elapsed time"));
    m_progress->setAccessibleName(tr("Progress"));
    m_health->setAccessibleName(tr("Generator health"));
    m_practice->setAccessibleName(tr("Practice shop"));
    for (QLabel *label : {m_phase, m_time, m_health, m_practice}) {
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(4, 0, 8, 0);
    }
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setFixedWidth(180);
    addWidget(m_phase);
    addWidget(m_time);
    addWidget(m_progress);
    addPermanentWidget(m_practice);
    addPermanentWidget(m_health);

    connect(&controller, &RunController::began, this, [this] {
        set(m_health, {});
        m_progress->setValue(0);
    });
    connect(&controller, &RunController::snapshotReady, this, &RunStatus::onSnapshot);
    connect(&controller, &RunController::failedToStart, this, &RunStatus::showIdle);
    connect(&controller, &RunController::shown, this, [this](const auto &result) { onResult(*result); });
    connect(&controller, &RunController::runningChanged, this, [this](bool running) {
        if (running)
            set(m_phase, tr("Starting"));
    });
    PracticeControl &practice = controller.practice();
    connect(&practice, &PracticeControl::stateChanged, this,
        [this, &practice] { set(m_practice, displayText(practice.describe())); });
    set(m_practice, practice.describe());
    showIdle();
}

void RunStatus::setIdleText(const QString &text, bool isError)
{
    m_idleText = text;
    m_idleIsError = isError;
    if (!m_controller.isRunning() && !m_controller.result())
        showIdle();
}

void RunStatus::showIdle()
{
    set(m_phase, m_idleIsError ? u"✕ "_s + m_idleText : m_idleText);
    set(m_time, {});
    set(m_health, {});
    m_progress->hide();
}

void RunStatus::onSnapshot(const RunSnapshot &snapshot)
{
    set(m_phase, describePhase(snapshot, m_controller.briefing().profile));
    const bool isLoad = snapshot.phase == RunPhase::Load;
    const auto planned = isLoad ? std::optional(snapshot.loadPlanned) : snapshot.phasePlanned;
    const auto elapsed = isLoad ? snapshot.loadElapsed : snapshot.phaseElapsed;
    set(m_time, planned ? tr("%1 of %2").arg(formatClock(elapsed), formatClock(*planned)) : formatClock(elapsed));
    double share = -1;
    if (snapshot.phase == RunPhase::Verifying && snapshot.buyersToVerify > 0)
        share = double(snapshot.verifiedBuyers) / double(snapshot.buyersToVerify);
    else if (planned && planned->count() > 0)
        share = double(elapsed.count()) / double(planned->count());
    m_progress->setVisible(share >= 0);
    m_progress->setValue(int(std::clamp(share, 0., 1.) * 1000));
    set(m_health, describeHealth(snapshot.health, false));
}

void RunStatus::onResult(const RunResult &result)
{
    const QString phase = result.phases.empty() ? QString() : formatClock(result.wholeTime());
    QString text = result.end == RunEnd::Failed ? phaseName(RunPhase::Failed)
        : result.end == RunEnd::Aborted         ? phaseName(RunPhase::Aborted)
        : result.end == RunEnd::Stopped         ? tr("Stopped and verified")
                                                : phaseName(RunPhase::Finished);
    if (!phase.isEmpty())
        text += u" · "_s + phase;
    set(m_phase, text);
    set(m_time, formatDateTime(result.startedAt));
    m_progress->hide();
    set(m_health, describeHealth(result.health, result.end == RunEnd::Completed));
}

void RunStatus::set(QLabel *label, const QString &text)
{
    if (label->text() == text)
        return;
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace doorbuster
