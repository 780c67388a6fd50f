// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/verdictsummary.h"

#include <QWidget>

class QVBoxLayout;

namespace doorbuster {

class VerdictHalfCard;

/// The verdict to be read from across the room: what the shop's books say and what became of the limits, side by side
/// and equally large, and below them what one must know of both.
class VerdictHeadline final : public QWidget {
    Q_OBJECT
public:
    explicit VerdictHeadline(QWidget *parent = nullptr);

    void setSummary(const VerdictSummary &summary);

private:
    void showRemarks();
    void recolour();

    VerdictSummary m_summary;
    VerdictHalfCard *m_books = nullptr;
    VerdictHalfCard *m_thresholds = nullptr;
    QVBoxLayout *m_remarks = nullptr;
};

} // namespace doorbuster
