// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/verdictdelegate.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/verdictbadge.h"

#include <QApplication>

namespace doorbuster {

namespace {

constexpr int margin = 4; ///< left and right of the badge, px

BadgeStyle styleOf(const QModelIndex &index)
{
    BadgeStyle style{.color = index.data(Qt::ForegroundRole).value<QBrush>().color(), .verdict = {}};
    if (const QVariant verdict = index.data(verdictRole); verdict.isValid())
        style.verdict = CheckVerdict(verdict.toInt());
    return style;
}

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

    paintBadge(painter, item.rect.adjusted(margin, 2, -margin, -2), text, item.font, styleOf(index));
}

QSize VerdictDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    return badgeSize(item.text, item.font, styleOf(index)) + QSize(2 * margin, 4);
}

} // namespace doorbuster
