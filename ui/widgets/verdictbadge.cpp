// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/verdictbadge.h"

#include "ui/theme/appearance.h"

#include <QPainter>

namespace doorbuster {

namespace {

constexpr int inset = 8; ///< of the text, px
constexpr float tintShare = 0.09F;

bool isJudged(const BadgeStyle &style)
{
    return !style.verdict || *style.verdict > CheckVerdict::NoData;
}

QFont fontOf(QFont font, const BadgeStyle &style)
{
    font.setBold(isJudged(style));
    return font;
}

} // namespace

QSize badgeSize(const QString &text, const QFont &font, const BadgeStyle &style)
{
    const QFontMetrics metrics(fontOf(font, style));
    return {metrics.horizontalAdvance(text) + 2 * inset, metrics.height() + 4};
}

QRect paintBadge(QPainter *painter, const QRect &room, const QString &text, const QFont &font, const BadgeStyle &style)
{
    const QSize size = badgeSize(text, font, style).boundedTo(room.size());
    const QRect badge(QPoint(room.left(), room.top() + (room.height() - size.height()) / 2), size);
    const QFont own = fontOf(font, style);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(own);
    QPen line(style.color);
    if (style.verdict == CheckVerdict::NoData) {
        line.setStyle(Qt::CustomDashLine);
        line.setDashPattern({3, 2});
        line.setCapStyle(Qt::FlatCap);
    }
    painter->setPen(line);
    QColor fill = style.color;
    fill.setAlphaF(tintShare);
    painter->setBrush(isJudged(style) ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double radius = size.height() / 2.;
    painter->drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->drawText(
        badge, Qt::AlignCenter, QFontMetrics(own).elidedText(text, Qt::ElideRight, size.width() - inset));
    painter->restore();
    return badge;
}

VerdictBadge::VerdictBadge(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
    setVerdict(m_verdict);
}

void VerdictBadge::setVerdict(CheckVerdict verdict)
{
    m_verdict = verdict;
    setText(signOf(verdict).text());
}

QSize VerdictBadge::sizeHint() const
{
    return badgeSize(text(), font(), {{}, m_verdict});
}

void VerdictBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(&painter, rect(), text(), font(), {signOf(m_verdict).color, m_verdict});
}

} // namespace doorbuster
