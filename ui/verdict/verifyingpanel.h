// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runphase.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace doorbuster {

struct RunSnapshot;

/// What the page says while there is no verdict yet: in which phase the run is, and how much of the books is read.
class VerifyingPanel final : public QWidget {
    Q_OBJECT
public:
    explicit VerifyingPanel(QWidget *parent = nullptr);

    void begin(bool verificationOnly); ///< a run begins, or a finished one is verified again
    void setPhase(RunPhase phase);
    void setSnapshot(const RunSnapshot &snapshot);

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_headline = nullptr;
    QLabel *m_sentence = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    RunPhase m_phase = RunPhase::Idle;
    bool m_verificationOnly = false;
};

} // namespace doorbuster
