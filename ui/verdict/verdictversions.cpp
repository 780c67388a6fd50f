// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdictversions.h"

#include "core/result/verdictsign.h"
#include "core/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/card.h"
#include "ui/widgets/verdictbadge.h"

#include <QAction>
#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int longestNote = 180; ///< px

QString timeText(const VerificationReport &report)
{
    return report.at.isValid() ? formatDateTime(report.at) : VerdictVersions::tr("time not known");
}

/// "? INCONCLUSIVE".
QString headlineText(const VerificationReport &report)
{
    return report.performed ? signOf(report.headline).text()
                            : QString(verdictSign(CheckVerdict::NoData) + u' ' + VerdictVersions::tr("NO VERDICT"));
}

BadgeStyle styleOf(const VerificationReport &report)
{
    const CheckVerdict verdict = report.performed ? verdictOf(report.headline) : CheckVerdict::NoData;
    return {signOf(verdict).color, verdict};
}

QString inputsText(const VerificationReport &report)
{
    return VerdictVersions::tr("starting %1, paid %2, remaining %3, difference %4")
        .arg(formatCount(report.starting), formatCount(report.paid), formatCount(report.remaining),
            report.difference ? formatDifference(double(*report.difference)) : absentText());
}

/// One verdict to choose: when the books were read, what was said, and what was not known.
class VerdictChip final : public QRadioButton {
public:
    VerdictChip(std::shared_ptr<const VerificationReport> report, bool isLatest, QWidget *parent)
        : QRadioButton(parent)
        , m_report(std::move(report))
        , m_note(displayText(m_report->unread, 200))
    {
        const QString what = isLatest ? VerdictVersions::tr("Latest verdict, of %1: %2")
                                      : VerdictVersions::tr("Earlier verdict, of %1: %2");
        setAccessibleName(what.arg(timeText(*m_report), headlineText(*m_report)));
        const QString more =
            m_note.isEmpty() ? inputsText(*m_report) : QString(inputsText(*m_report) + u"; "_s + m_note);
        setAccessibleDescription(more);
        setToolTip(u"<span>"_s + more.toHtmlEscaped() + u"</span>"_s);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
    }

    QSize sizeHint() const override { return sizeWith(m_showsNote); }
    QSize sizeWith(bool note) const
    {
        const QSize badge = badgeSize(headlineText(*m_report), font(), styleOf(*m_report));
        int width =
            2 * inset + indicator + 2 * gap + fontMetrics().horizontalAdvance(timeText(*m_report)) + badge.width();
        if (note && !m_note.isEmpty())
            width += gap + noteWidth();
        return {width, badge.height() + 10};
    }
    void showNote(bool shown)
    {
        if (std::exchange(m_showsNote, shown) != shown)
            updateGeometry();
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &at) const override { return rect().contains(at); }

    void paintEvent(QPaintEvent *) override
    {
        const DesignTokens &tokens = Appearance::instance().tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isMarked = isChecked() || hasFocus();
        const double line = hasFocus() ? 2 : 1;
        painter.setPen(QPen(isMarked ? toColor(tokens.accent) : Appearance::instance().controlLine(), line));
        QColor fill = toColor(tokens.card);
        if (isChecked())
            fill = palette().color(QPalette::AlternateBase);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 4, 4);

        const QRectF ring(inset + 0.5, (height() - indicator) / 2. + 0.5, indicator - 1, indicator - 1);
        painter.setPen(isChecked() ? toColor(tokens.accent) : Appearance::instance().controlLine());
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring);
        if (isChecked()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(toColor(tokens.accent));
            painter.drawEllipse(ring.adjusted(3, 3, -3, -3));
        }
        int x = inset + indicator + gap;
        const QString time = timeText(*m_report);
        painter.setPen(palette().color(QPalette::WindowText));
        const int timeWidth = fontMetrics().horizontalAdvance(time);
        painter.drawText(QRect(x, 0, timeWidth, height()), Qt::AlignVCenter, time);
        x += timeWidth + gap;
        const QRect badge = paintBadge(
            &painter, QRect(x, 0, width() - x, height()), headlineText(*m_report), font(), styleOf(*m_report));
        if (m_note.isEmpty() || !m_showsNote)
            return;
        x = badge.right() + 1 + gap;
        const QFont small = secondaryFont(font());
        painter.setFont(small);
        painter.setPen(toColor(tokens.secondary));
        painter.drawText(QRect(x, 0, noteWidth(), height()), Qt::AlignVCenter,
            QFontMetrics(small).elidedText(m_note, Qt::ElideRight, noteWidth()));
    }

private:
    static constexpr int inset = 8;
    static constexpr int gap = 8;
    static constexpr int indicator = 13;

    int noteWidth() const
    {
        return std::min(longestNote, QFontMetrics(secondaryFont(font())).horizontalAdvance(m_note) + 2);
    }

    std::shared_ptr<const VerificationReport> m_report;
    QString m_note;
    bool m_showsNote = true;
};

} // namespace

VerdictVersions::VerdictVersions(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(pageSpacing);
    m_row = new QHBoxLayout;
    m_row->setSpacing(pageSpacing);
    m_caption = new QLabel(this);
    m_caption->setObjectName(u"verifiedAt"_s);
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    m_row->addWidget(m_caption);
    m_area = new QScrollArea(this);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus); // its chips have it
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->installEventFilter(this);
    m_row->addWidget(m_area, 1);
    m_row->addStretch();
    layout->addLayout(m_row);
    makeBanner();
    layout->addWidget(m_banner);
    connect(&Appearance::instance(), &Appearance::changed, this, &VerdictVersions::showChoice);
    hide();
}

void VerdictVersions::makeBanner()
{
    m_banner = new Card({}, this);
    m_banner->setAccessibleName(tr("An earlier verdict is shown"));
    auto *content = new QWidget(m_banner);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(pageSpacing);
    m_bannerSign = new QLabel(verdictSign(CheckVerdict::Warn), content);
    QFont bold = m_bannerSign->font();
    bold.setBold(true);
    m_bannerSign->setFont(bold);
    m_bannerText = new QLabel(content);
    m_bannerText->setObjectName(u"earlierVerdict"_s);
    m_bannerText->setTextFormat(Qt::PlainText);
    m_bannerText->setWordWrap(true);
    m_bannerText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *back = new QPushButton(tr("Back to the &latest"), content);
    back->setObjectName(u"latestVerdict"_s);
    back->setAccessibleName(tr("Back to the latest verdict"));
    for (QLabel *label : {m_bannerSign, m_bannerText}) {
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setContentsMargins(0, 5, 0, 5); // level with the button's word
    }
    row->addWidget(m_bannerSign);
    row->addWidget(m_bannerText, 1);
    row->addWidget(back, 0, Qt::AlignTop);
    m_banner->setContent(content, false);
    connect(back, &QPushButton::clicked, this, [this] {
        QAbstractButton *latest = m_group->button(0);
        latest->setFocus(); // the button goes with the banner
        latest->click();
    });
}

void VerdictVersions::addButton(QAction *action)
{
    m_button = new QPushButton(this);
    m_button->setObjectName(action->objectName());
    const auto follow = [this, action] {
        m_button->setText(action->text());
        m_button->setEnabled(action->isEnabled());
        m_button->setVisible(action->isVisible());
        m_button->setToolTip(action->toolTip());
        m_button->setAccessibleName(action->text().remove(u'&'));
        updateVisibility();
    };
    follow();
    connect(action, &QAction::changed, m_button, follow);
    connect(m_button, &QPushButton::clicked, action, &QAction::trigger);
    m_row->addWidget(m_button);
}

void VerdictVersions::updateVisibility()
{
    const bool hasButton = m_button && !m_button->isHidden();
    setVisible(!m_reports.empty() && (!m_caption->text().isEmpty() || hasButton));
}

void VerdictVersions::setResult(const std::shared_ptr<const RunResult> &result)
{
    delete m_group;
    m_group = new QButtonGroup(this);
    m_reports.clear();
    m_current = 0;
    std::size_t older = 0;
    if (result) {
        m_reports.emplace_back(result, &result->verification);
        const auto &earlier = result->earlierVerifications;
        const std::size_t shown = std::min(earlier.size(), maxShown - 1);
        older = earlier.size() - shown;
        for (std::size_t i = 0; i < shown; ++i)
            m_reports.emplace_back(result, &earlier[earlier.size() - 1 - i]);
    }
    auto *content = new QWidget(m_area);
    content->setAutoFillBackground(false);
    auto *chips = new QHBoxLayout(content);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(pageSpacing);
    for (std::size_t i = 0; m_reports.size() > 1 && i < m_reports.size(); ++i) {
        auto *chip = new VerdictChip(m_reports[i], i == 0, content);
        chip->setObjectName(u"verdict-%1"_s.arg(i));
        m_group->addButton(chip, int(i));
        chips->addWidget(chip);
    }
    if (older > 0) {
        chips->addWidget(
            new QLabel(older == 1 ? tr("and 1 older") : tr("and %1 older").arg(formatCount(older)), content));
    }
    chips->addStretch(1);
    m_area->setWidget(content); // deletes the one before
    if (QAbstractButton *latest = m_group->button(0))
        latest->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        if (checked)
            choose(index);
    });
    const bool isChoice = m_reports.size() > 1;
    m_area->setVisible(isChoice);
    m_caption->setText(isChoice ? tr("Verdicts of this run")
            : result && result->verification.performed && result->verification.at.isValid()
            ? tr("Verified at %1").arg(formatDateTime(result->verification.at))
            : QString());
    showChoice();
    updateVisibility();
    fitChips();
}

std::shared_ptr<const VerificationReport> VerdictVersions::current() const
{
    return m_reports.empty() ? nullptr : m_reports[std::size_t(m_current)];
}

void VerdictVersions::choose(int index)
{
    m_current = index;
    m_area->ensureWidgetVisible(m_group->button(index), pageSpacing, 0);
    showChoice();
    Q_EMIT chosen();
}

void VerdictVersions::showChoice()
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, signOf(CheckVerdict::Warn).color);
    m_bannerSign->setPalette(palette);
    m_banner->setVisible(m_current > 0);
    if (m_current == 0)
        return;
    const VerificationReport &report = *current();
    QString text =
        tr("Earlier verdict of %1: %2 (%3).").arg(timeText(report), headlineText(report), inputsText(report));
    if (!report.unread.isEmpty())
        text += u' ' + tr("Not known in full: %1.").arg(displayText(report.unread, 300));
    m_bannerText->setText(text + u' ' + tr("The checks below are of that time; the headline above is the latest one."));
}

/// The notes where there is room for all of them. As high as the chips, and where they need it, their scroll bar.
void VerdictVersions::fitChips()
{
    const QWidget *content = m_area->widget();
    if (!content)
        return;
    std::vector<VerdictChip *> chips;
    for (QAbstractButton *button : m_group->buttons())
        chips.push_back(static_cast<VerdictChip *>(button));
    int widest = content->sizeHint().width();
    for (const VerdictChip *chip : chips)
        widest += chip->sizeWith(true).width() - chip->sizeHint().width();
    for (VerdictChip *chip : chips)
        chip->showNote(widest <= m_area->width());
    const QSize needed = content->sizeHint();
    const bool scrolls = needed.width() > m_area->width();
    m_area->setFixedHeight(needed.height() + (scrolls ? m_area->horizontalScrollBar()->sizeHint().height() + 2 : 0));
}

bool VerdictVersions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fitChips();
    return QWidget::eventFilter(watched, event);
}

} // namespace doorbuster
