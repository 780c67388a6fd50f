// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/verdictdelegate.h"

#include <QApplication>
#include <QPainter>

namespace doorbuster {

namespace {

constexpr int inset = 8; ///< of the text in the badge, px

} // namespace

void VerdictDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    if (text.isEmpty())
        return;

    QFont font = item.font;
    font.setBold(true);
    const QFontMetrics metrics(font);
    const QColor color = index.data(Qt::ForegroundRole).value<QBrush>().color();
    const int height = qMin(metrics.height() + 4, item.rect.height() - 4);
    const int width = qMin(metrics.horizontalAdvance(text) + 2 * inset, item.rect.width() - inset);
    const QRect badge(item.rect.left() + inset / 2, item.rect.center().y() - height / 2, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(font);
    painter->setPen(color);
    QColor fill = color;
    fill.setAlphaF(0.08F);
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), height / 2., height / 2.);
    painter->drawText(badge, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, width - inset));
    painter->restore();
}

QSize VerdictDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    QFont font = item.font;
    font.setBold(true);
    const QFontMetrics metrics(font);
    return {metrics.horizontalAdvance(item.text) + 3 * inset, metrics.height() + 8};
}

} // namespace doorbuster
