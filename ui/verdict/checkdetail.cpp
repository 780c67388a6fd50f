// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/checkdetail.h"

#include "core/text/format.h"
#include "ui/verdict/checkchart.h"
#include "ui/verdict/evidencepanel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/inbackground.h"
#include "ui/widgets/verdictbadge.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpacerItem>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int noteLimit = 1000;
constexpr int figureLimit = 300;

/// A text that may be long and foreign: wrapped, shown as it is, to be marked and copied.
QLabel *makeText(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QLabel *makeTitle(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

/// The meaning is that of a finding; where there is none, or where it is not known, it must not read as one.
QString meaningTitle(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Fail:
    case CheckVerdict::Warn:
        return CheckDetail::tr("What it means, what to do");
    case CheckVerdict::Inconclusive:
        return CheckDetail::tr("What this is about");
    case CheckVerdict::Pass:
    case CheckVerdict::NoData:
    case CheckVerdict::Off:
        break;
    }
    return CheckDetail::tr("What a finding would mean");
}

QString orAbsent(const QString &text)
{
    return text.isEmpty() ? absentText() : displayText(text, figureLimit);
}

/// A word without a place to break it would widen the page; a zero-width space lets it break.
QString breakable(const QString &text)
{
    constexpr int longest = 32;
    QString broken;
    broken.reserve(text.size() + text.size() / longest);
    int run = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        broken += text[i];
        run = text[i].isSpace() ? 0 : run + 1;
        if (run >= longest && !text[i].isHighSurrogate()) {
            broken += QChar(0x200b);
            run = 0;
        }
    }
    return broken;
}

} // namespace

CheckDetail::CheckDetail(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card({}, this);
    card->setAccessibleName(tr("The selected check"));
    auto *scroll = new QScrollArea(card);
    m_scroll = scroll;
    scroll->setAccessibleName(tr("About the check"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(makeContent());
    scroll->widget()->setAutoFillBackground(false);
    card->setContent(scroll, false);
    layout->addWidget(card);
    setCheck(nullptr, nullptr, nullptr);
}

QWidget *CheckDetail::makeContent()
{
    m_content = new QWidget;
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);

    auto *head = new QHBoxLayout;
    m_title = makeText(u"checkTitle"_s, m_content);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_badge = new VerdictBadge(m_content);
    m_badge->setObjectName(u"checkVerdict"_s);
    head->addWidget(m_title, 1);
    head->addWidget(m_badge, 0, Qt::AlignTop);
    column->addLayout(head);

    auto *figures = new QGridLayout;
    figures->setHorizontalSpacing(16);
    figures->setVerticalSpacing(4);
    figures->setColumnStretch(1, 1);
    const auto addFigure = [&](const QString &caption, const QString &name, int row) {
        auto *label = new QLabel(caption, m_content);
        label->setForegroundRole(QPalette::PlaceholderText);
        QLabel *value = makeText(name, m_content);
        figures->addWidget(label, row, 0, Qt::AlignTop);
        figures->addWidget(value, row, 1);
        return value;
    };
    m_expected = addFigure(tr("Expected"), u"checkExpected"_s, 0);
    m_actual = addFigure(tr("Actual"), u"checkActual"_s, 1);
    m_difference = addFigure(tr("Difference"), u"checkDifference"_s, 2);
    column->addLayout(figures);
    m_note = makeText(u"checkNote"_s, m_content);
    column->addWidget(m_note);
    m_chart = new CheckChart(m_content);
    column->addWidget(m_chart);

    column->addSpacing(4);
    m_meaningTitle = makeTitle({}, m_content);
    m_meaningTitle->setObjectName(u"meaningTitle"_s);
    column->addWidget(m_meaningTitle);
    m_meaning = makeText(u"checkMeaning"_s, m_content);
    m_meaning->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_meaning);

    column->addSpacing(4);
    m_evidence = new EvidencePanel(m_content);
    column->addWidget(m_evidence, 1);
    m_storyTitle = makeText(u"storyTitle"_s, m_content);
    m_storyTitle->setFont(bold);
    column->addWidget(m_storyTitle);
    m_story = makeText(u"story"_s, m_content);
    column->addWidget(m_story);
    // Takes the room that the table leaves.
    column->addItem(new QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Expanding));
    connect(m_evidence, &EvidencePanel::selectionChanged, this, &CheckDetail::lookForStory);
    connect(m_evidence, &EvidencePanel::exportWanted, this, &CheckDetail::evidenceExportWanted);
    return m_content;
}

void CheckDetail::setCheck(const std::shared_ptr<const RunResult> &result,
    const std::shared_ptr<const VerificationReport> &report, const CheckRow *check)
{
    if (report != m_report) {
        m_report = report;
        m_stories = result && report ? std::make_shared<const BuyerStories>(result, report) : nullptr;
        m_buyer.clear();
    }
    m_content->setVisible(check != nullptr);
    const bool isLatest = result && report.get() == &result->verification;
    m_chart->setCheck(isLatest ? result : nullptr, check);
    if (!check) {
        m_evidence->setEvidence(nullptr);
        return;
    }
    m_scroll->verticalScrollBar()->setValue(0); // another check is read from its top
    m_title->setText(breakable(toString(check->id) + u" · "_s + displayText(check->title)));
    m_badge->setVerdict(check->verdict);
    m_expected->setText(breakable(orAbsent(check->expected)));
    m_actual->setText(breakable(orAbsent(check->actual)));
    m_difference->setText(formatDifference(check->difference));
    m_note->setText(breakable(displayText(check->note, noteLimit)));
    m_note->setVisible(!check->note.isEmpty());
    m_meaningTitle->setText(meaningTitle(check->verdict));
    m_meaning->setText(breakable(displayText(check->meaning, noteLimit)));
    m_meaningTitle->setVisible(!check->meaning.isEmpty());
    m_meaning->setVisible(!check->meaning.isEmpty());
    const bool hasRows = !check->evidence.rows.empty();
    m_evidence->setVisible(hasRows);
    m_evidence->setEvidence(hasRows ? std::shared_ptr<const Evidence>(report, &check->evidence) : nullptr);
}

void CheckDetail::lookForStory()
{
    const QString buyer = m_evidence->selectedBuyer();
    if (buyer == m_buyer && !buyer.isEmpty())
        return;
    m_buyer = buyer;
    const quint64 number = ++m_asked;
    if (buyer.isEmpty() || !m_stories) {
        showStory({}, {});
        return;
    }
    inBackground(
        this, [stories = m_stories, buyer] { return stories->story(buyer); },
        [this, buyer, number](const std::vector<StoryLine> &story) {
            if (number == m_asked)
                showStory(buyer, story);
        });
}

void CheckDetail::showStory(const QString &buyer, const std::vector<StoryLine> &story)
{
    QStringList lines;
    for (const StoryLine &line : story) {
        lines += line.time.isEmpty() ? line.text : QString(line.time + u"  "_s + line.text);
    }
    m_storyTitle->setText(breakable(displayText(buyer)));
    m_story->setText(breakable(lines.join(u'\n')));
    m_storyTitle->setVisible(!story.empty());
    m_story->setVisible(!story.empty());
}

} // namespace doorbuster
