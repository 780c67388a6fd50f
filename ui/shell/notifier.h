// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QObject>

class QSystemTrayIcon;

namespace doorbuster {

/// Tells the desktop that a run has ended while its window had no focus: a notification where the desktop takes one,
/// and a mark on the window's task in any case.
class Notifier final : public QObject {
    Q_OBJECT
public:
    explicit Notifier(QWidget *window);

    void runEnded(const RunResult &result);

    /// What is told: title and sentence.
    static QString titleOf(const RunResult &result);
    static QString sentenceOf(const RunResult &result);

private:
    QWidget *m_window = nullptr;
    QSystemTrayIcon *m_tray = nullptr; ///< there while a notification is; made when first needed
};

} // namespace doorbuster
