// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exportform.h"

#include "ui/widgets/card.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::array kinds{ExportKind::Result, ExportKind::Report, ExportKind::ReportPdf, ExportKind::Junit,
    ExportKind::Samples, ExportKind::Summary, ExportKind::Seconds, ExportKind::Requests, ExportKind::Checks,
    ExportKind::Evidence, ExportKind::Charts};

QLabel *makeHint(const QString &text, QWidget *parent)
{
    auto *hint = new QLabel(text, parent);
    hint->setTextFormat(Qt::PlainText);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    return hint;
}

QComboBox *makeChoice(const QString &accessibleName, const QStringList &texts, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(accessibleName);
    box->addItems(texts);
    return box;
}

} // namespace

ExportForm::ExportForm(const ExportSource &source, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeKinds(source));
    layout->addWidget(makeCharts());
    layout->addWidget(makeTarget(source));
    // Only now: what follows them is there.
    for (const QCheckBox *box : m_kinds) {
        connect(box, &QCheckBox::toggled, this, &ExportForm::follow);
    }
    for (const QComboBox *box : {m_image, m_scale, m_colours}) {
        connect(box, &QComboBox::currentIndexChanged, this, &ExportForm::follow);
    }
    follow();
}

QWidget *ExportForm::makeKinds(const ExportSource &source)
{
    auto *card = new Card(tr("What"), this);
    auto *content = new QWidget(card);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < int(kinds.size()); ++row) {
        addKind(kinds[std::size_t(row)], source, grid, row);
    }
    m_kinds[std::size_t(ExportKind::Result)]->setChecked(source.result != nullptr);
    m_compress = new QCheckBox(tr("Com&press result and k6 lines (.json.gz)"), content);
    m_compress->setObjectName(u"compress"_s);
    connect(m_compress, &QCheckBox::toggled, this, &ExportForm::changed);
    grid->setRowMinimumHeight(int(kinds.size()), 8);
    grid->addWidget(m_compress, int(kinds.size()) + 1, 0, 1, 2);
    card->setContent(content);
    return card;
}

void ExportForm::addKind(ExportKind kind, const ExportSource &source, QGridLayout *grid, int row)
{
    const QString why = exportProblem(kind, source);
    const QString hint = why.isEmpty() ? exportKindPurpose(kind) : why;
    auto *box = new QCheckBox(exportKindTitle(kind), grid->parentWidget());
    box->setObjectName(u"kind-%1"_s.arg(int(kind)));
    box->setEnabled(why.isEmpty());
    box->setAccessibleDescription(hint);
    grid->addWidget(box, row, 0, Qt::AlignTop);
    grid->addWidget(makeHint(hint, grid->parentWidget()), row, 1, Qt::AlignVCenter);
    m_kinds[std::size_t(kind)] = box;
}

QWidget *ExportForm::makeCharts()
{
    auto *card = new Card(tr("Charts"), this);
    m_chartOptions = card;
    auto *content = new QWidget(card);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(4);
    for (std::size_t chart = 0; chart < runChartCount; ++chart) {
        auto *box = new QCheckBox(runChartTitle(RunChart(chart)), content);
        box->setObjectName(u"chart-"_s + runChartId(RunChart(chart)));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &ExportForm::changed);
        grid->addWidget(box, int(chart) / 3, int(chart) % 3);
        m_charts[chart] = box;
    }
    layout->addLayout(grid);
    auto *options = new QHBoxLayout;
    options->setSpacing(8);
    const auto addChoice = [&](const QString &caption, const QString &name, const QStringList &texts) {
        QComboBox *box = makeChoice(QString(caption).remove(u'&'), texts, content);
        box->setObjectName(name);
        auto *label = new QLabel(caption, content);
        label->setBuddy(box);
        options->addWidget(label);
        options->addWidget(box);
        options->addSpacing(8);
        return box;
    };
    m_image = addChoice(tr("F&ormat"), u"image"_s, {tr("SVG"), tr("PNG"), tr("PDF")});
    m_scale = addChoice(tr("&Scale"), u"scale"_s, {tr("1×"), tr("2×"), tr("3×")});
    m_scale->setCurrentIndex(1);
    m_colours = addChoice(tr("Colo&urs"), u"colours"_s, {tr("Light"), tr("Dark")});
    options->addStretch(1);
    layout->addLayout(options);
    card->setContent(content);
    return card;
}

QWidget *ExportForm::makeTarget(const ExportSource &source)
{
    auto *card = new Card(tr("Where"), this);
    auto *content = new QWidget(card);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    const auto addField = [&](const QString &caption, int row) {
        auto *field = new QLineEdit(content);
        auto *label = new QLabel(caption, content);
        label->setBuddy(field);
        field->setAccessibleName(QString(caption).remove(u'&'));
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
        connect(field, &QLineEdit::textChanged, this, &ExportForm::changed);
        return field;
    };
    m_folder = addField(tr("&Folder"), 0);
    m_folder->setObjectName(u"folder"_s);
    auto *browseButton = new QPushButton(tr("&Browse…"), content);
    browseButton->setAutoDefault(false);
    connect(browseButton, &QPushButton::clicked, this, &ExportForm::browse);
    grid->addWidget(browseButton, 0, 2);
    m_name = addField(tr("File &name"), 1);
    m_name->setObjectName(u"name"_s);
    m_name->setToolTip(tr("Every file's name begins with it"));
    m_name->setText(source.result ? proposedExportName(*source.result) : QString());
    card->setContent(content);
    return card;
}

ExportChoice ExportForm::choice() const
{
    ExportChoice choice;
    for (const ExportKind kind : kinds) {
        if (m_kinds[std::size_t(kind)]->isChecked()) {
            choice.kinds.append(kind);
        }
    }
    for (std::size_t chart = 0; chart < runChartCount; ++chart) {
        if (m_charts[chart]->isChecked()) {
            choice.charts.append(RunChart(chart));
        }
    }
    choice.compress = m_compress->isChecked();
    choice.image = ChartImage(m_image->currentIndex());
    choice.scale = m_scale->currentIndex() + 1;
    choice.dark = m_colours->currentIndex() == 1;
    choice.folder = m_folder->text().trimmed();
    choice.name = m_name->text();
    return choice;
}

void ExportForm::setFolder(const QString &folder)
{
    m_folder->setText(QDir::toNativeSeparators(folder));
}

void ExportForm::follow()
{
    m_chartOptions->setEnabled(m_kinds[std::size_t(ExportKind::Charts)]->isChecked());
    m_scale->setEnabled(m_image->currentIndex() == int(ChartImage::Png));
    Q_EMIT changed();
}

void ExportForm::browse()
{
    auto *dialog = new QFileDialog(this, tr("Export to"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportForm::setFolder);
    dialog->open();
}

} // namespace doorbuster
