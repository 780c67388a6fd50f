// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/figuretile.h"

#include "ui/theme/appearance.h"

#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace doorbuster {

namespace {

void setIfChanged(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
}

/// One line that ends in dots where it does not fit.
class ElidedLabel final : public QLabel {
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        style()->drawItemText(&painter, rect(), int(Qt::AlignLeft | Qt::AlignVCenter), palette(), isEnabled(), shown,
            foregroundRole());
    }
};

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new ElidedLabel(parent);
    label->setTextFormat(Qt::PlainText);
    // A long figure is cut by the tile rather than widening the window.
    label->setMinimumWidth(1);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

} // namespace

FigureTile::FigureTile(const QString &caption, QWidget *parent)
    : QFrame(parent)
    , m_caption(makeLabel(this))
    , m_value(makeLabel(this))
    , m_detail(makeLabel(this))
{
    setProperty("card", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(0);
    QFont large = tabularFont(font());
    if (large.pixelSize() > 0)
        large.setPixelSize(qRound(large.pixelSize() * 1.6));
    else
        large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    m_value->setFont(large);
    m_caption->setFont(secondaryFont(font()));
    m_detail->setFont(secondaryFont(font()));
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_caption, m_value, m_detail})
        layout->addWidget(label);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCaption(caption);
}

void FigureTile::setCaption(const QString &caption)
{
    setIfChanged(m_caption, caption);
    describe();
}

void FigureTile::setFigure(const QString &value, const QString &detail, std::optional<QColor> color)
{
    setIfChanged(m_value, value);
    setIfChanged(m_detail, detail);
    QPalette colors;
    if (color)
        colors.setColor(QPalette::WindowText, *color);
    if (m_value->palette() != colors)
        m_value->setPalette(colors);
    describe();
}

QString FigureTile::value() const
{
    return m_value->text();
}

QString FigureTile::detail() const
{
    return m_detail->text();
}

void FigureTile::describe()
{
    QStringList parts;
    for (const QLabel *label : {m_caption, m_value, m_detail}) {
        if (!label->text().isEmpty())
            parts << label->text();
    }
    const QString text = parts.join(QStringLiteral(", "));
    if (accessibleName() == text)
        return;
    setAccessibleName(text);
    setToolTip(m_detail->text().toHtmlEscaped());
}

} // namespace doorbuster
