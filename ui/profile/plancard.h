// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;

namespace doorbuster {

class ProfileDocument;
class TimeChart;

/// The load plan, drawn as it is typed, and what it amounts to.
class PlanCard final : public QWidget {
    Q_OBJECT
public:
    explicit PlanCard(ProfileDocument &document, QWidget *parent = nullptr);

    TimeChart *chart() const { return m_chart; }
    QString totalsText() const;
    QString remarksText() const; ///< what is seldom meant by such a plan; usually empty

private:
    void refresh();

    ProfileDocument &m_document;
    TimeChart *m_chart = nullptr;
    QLabel *m_totals = nullptr;
    QLabel *m_remarks = nullptr;
};

} // namespace doorbuster
