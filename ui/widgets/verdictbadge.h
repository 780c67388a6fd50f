// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"

#include <QLabel>

class QPainter;

namespace doorbuster {

/// How a verdict stands on a page and in tables: sign and word on a tint of their colour, with a line around. What was
/// not judged for want of data has a dashed line and no tint, what is switched off a plain line and no tint; neither
/// word is bold.
struct BadgeStyle {
    QColor color;
    std::optional<CheckVerdict> verdict; ///< absent: drawn as something that was judged
};

QSize badgeSize(const QString &text, const QFont &font, const BadgeStyle &style);
/// Draws the badge within `room`, at its left and in its middle; a text that is too long is cut. Returns where it is.
QRect paintBadge(QPainter *painter, const QRect &room, const QString &text, const QFont &font, const BadgeStyle &style);

/// A badge by itself. Its text is "✓ pass".
class VerdictBadge final : public QLabel {
    Q_OBJECT
public:
    explicit VerdictBadge(QWidget *parent = nullptr);

    void setVerdict(CheckVerdict verdict);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    CheckVerdict m_verdict = CheckVerdict::NoData;
};

} // namespace doorbuster
