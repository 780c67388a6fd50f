// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <vector>

namespace doorbuster {

/// Writes the few elements that our charts are made of. Colours are 0xRRGGBB or of cssTokens; lengths px, kept to a
/// hundredth.
class SvgWriter {
public:
    enum class Anchor { Start, Middle, End };

    struct Stroke {
        std::uint32_t color = 0;
        double width = 1;
        const char *dashes = nullptr; ///< "4 3"; null = a full line
        double opacity = 1;
    };
    struct Font {
        std::uint32_t color = 0;
        int size = 11;
        bool bold = false;
        Anchor anchor = Anchor::Start;
    };

    /// `name` and `description` are for those who do not see the picture.
    SvgWriter(int width, int height, const QString &name, const QString &description);

    void rect(const QRectF &rect, std::uint32_t fill, double opacity = 1);
    void line(QPointF from, QPointF to, const Stroke &stroke);
    void polyline(const std::vector<QPointF> &points, const Stroke &stroke);
    void polygon(const std::vector<QPointF> &points, std::uint32_t fill, double opacity);
    void dot(QPointF center, double radius, std::uint32_t color, bool full);
    void cross(QPointF center, double radius, std::uint32_t color);
    void triangle(QPointF center, double radius, std::uint32_t color); ///< on its base
    /// One line of text, its baseline at `at`. Whatever it holds becomes valid XML and stays text.
    void text(QPointF at, const QString &text, const Font &font);
    /// The document. Nothing may be added after it.
    QByteArray finish();

    /// About how wide a text of this size is, for there are no fonts here to ask.
    static double textWidth(QStringView text, int size);

private:
    void addStroke(const Stroke &stroke);
    void addPoints(const std::vector<QPointF> &points);

    QByteArray m_svg;
};

} // namespace doorbuster
