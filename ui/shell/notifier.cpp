// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/notifier.h"

#include "core/result/verdictsign.h"
#include "core/result/verdictsummary.h"
#include "core/text/format.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QTimer>
#include <QWidget>

namespace doorbuster {

using namespace std::chrono_literals;

namespace {

constexpr auto shownFor = 10s;

} // namespace

Notifier::Notifier(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

QString Notifier::titleOf(const RunResult &result)
{
    switch (result.end) {
    case RunEnd::Failed:
        return tr("The run failed");
    case RunEnd::Aborted:
        return tr("The run ended without a verdict");
    case RunEnd::Completed:
    case RunEnd::Stopped:
        break;
    }
    if (!result.verification.performed)
        return tr("The run ended without a verdict");
    const VerdictSummary summary = summarise(result);
    return verdictSign(summary.tone) + u' ' + summary.line;
}

QString Notifier::sentenceOf(const RunResult &result)
{
    if (!result.failure.isEmpty())
        return displayText(result.failure);
    const VerificationReport &report = result.verification;
    return tr("%1 of %2 units were paid.").arg(formatCount(report.paid), formatCount(report.starting));
}

void Notifier::runEnded(const RunResult &result)
{
    if (m_window->isActiveWindow())
        return;
    QApplication::alert(m_window);
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(QApplication::windowIcon(), this);
        connect(m_tray, &QSystemTrayIcon::messageClicked, m_window, [this] {
            m_window->show();
            m_window->raise();
            m_window->activateWindow();
        });
    }
    m_tray->show();
    m_tray->showMessage(titleOf(result), sentenceOf(result), QApplication::windowIcon(),
        int(std::chrono::milliseconds(shownFor).count()));
    QTimer::singleShot(shownFor, m_tray, &QSystemTrayIcon::hide);
}

} // namespace doorbuster
