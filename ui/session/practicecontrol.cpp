// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/practicecontrol.h"

#include "core/practice/defects.h"

namespace doorbuster {

PracticeControl::PracticeControl(QObject *parent)
    : QObject(parent)
{
    connect(&m_shop, &PracticeShop::ready, this, [this] { set(State::Ready); });
    connect(&m_shop, &PracticeShop::failed, this, [this](const QString &reason) {
        m_problem = reason;
        m_next.clear();
        set(State::Failed);
    });
    connect(&m_shop, &PracticeShop::stopped, this, [this] {
        if (m_next.isEmpty()) {
            set(State::Stopped);
            return;
        }
        m_defect = std::exchange(m_next, {});
        launch();
    });
}

QString PracticeControl::describe() const
{
    const QString defect = m_defect == QLatin1String("none") ? tr("no defect") : tr("defect %1").arg(m_defect);
    switch (m_state) {
    case State::Stopped:
        break;
    case State::Starting:
        return tr("Practice shop: starting");
    case State::Ready:
        return tr("Practice shop: port %1, %2").arg(m_shop.url().port()).arg(defect);
    case State::Stopping:
        return tr("Practice shop: stopping");
    case State::Failed:
        return tr("Practice shop: %1").arg(m_problem);
    }
    return tr("Practice shop: off");
}

void PracticeControl::start(const QString &defect)
{
    if (m_state == State::Ready && m_defect == defect)
        return;
    if (m_shop.isRunning()) {
        m_next = defect;
        set(State::Stopping);
        m_shop.stop();
        return;
    }
    m_defect = defect;
    launch();
}

void PracticeControl::launch()
{
    PracticeShop::Options options;
    const DefectInfo *info = findDefect(m_defect);
    if (!info) {
        m_problem = tr("there is no defect named %1").arg(m_defect);
        set(State::Failed);
        return;
    }
    options.rules.defect = info->defect;
    m_problem.clear();
    set(State::Starting);
    m_shop.start(m_executable, options);
}

void PracticeControl::stop()
{
    m_next.clear();
    if (!m_shop.isRunning())
        return;
    set(State::Stopping);
    m_shop.stop();
}

void PracticeControl::set(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace doorbuster
