// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/practiceshop.h"

#include <QObject>
#include <QUrl>

namespace doorbuster {

/// The practice shop as the window knows it: one at most, its state always visible.
class PracticeControl final : public QObject {
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Ready, Stopping, Failed };
    Q_ENUM(State)

    explicit PracticeControl(QObject *parent = nullptr);

    State state() const { return m_state; }
    QString defect() const { return m_defect; } ///< of the running one: "none", …
    QUrl url() const { return m_shop.url(); }
    QString problem() const { return m_problem; } ///< with Failed
    /// For the status bar: "Practice shop: ready on port 41234, defect oversell-race".
    QString describe() const;

    /// Starts one with this defect. Where one runs with another defect, it is stopped first.
    void start(const QString &defect);
    void stop();
    /// The executable; empty = beside this program.
    void setExecutable(const QString &file) { m_executable = file; }

Q_SIGNALS:
    void stateChanged();

private:
    void set(State state);
    void launch();

    PracticeShop m_shop;
    State m_state = State::Stopped;
    QString m_defect;
    QString m_next; ///< to start when the present one has stopped; empty = none
    QString m_problem;
    QString m_executable;
};

} // namespace doorbuster
