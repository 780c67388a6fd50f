// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/verdictsummary.h"

#include <QWidget>

#include <array>

class QAction;
class QLabel;
class QVBoxLayout;

namespace doorbuster {

/// The verdict to be read from across the room: a bar of its colour, sign and words, a sentence, and what it rests on.
class VerdictHeadline final : public QWidget {
    Q_OBJECT
public:
    explicit VerdictHeadline(QWidget *parent = nullptr);

    void setSummary(const VerdictSummary &summary);
    /// A button at the right end, which triggers and follows the action.
    void addButton(QAction *action);

private:
    void tellRemarks();
    void recolour();

    enum Input { Starting, Paid, Remaining, Difference, InputCount };

    VerdictSummary m_summary;
    QWidget *m_bar = nullptr;
    QLabel *m_words = nullptr;
    QLabel *m_sentence = nullptr;
    QVBoxLayout *m_remarks = nullptr;
    std::array<QLabel *, InputCount> m_inputs{};
    QVBoxLayout *m_buttons = nullptr;
};

} // namespace doorbuster
