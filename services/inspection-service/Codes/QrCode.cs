using QRCoder;

namespace Pengcheng.Inspection.Codes;

/// <summary>A token as a QR code. Level M: 15 % of a print may be scratched, and a phone still reads it at arm's length.</summary>
public static class QrCode
{
    private const int PixelsPerModule = 8;

    /// <summary>For screens and print, at any size.</summary>
    public static string Svg(string token)
    {
        using var data = Data(token);
        using var svg = new SvgQRCode(data);
        return svg.GetGraphic(PixelsPerModule);
    }

    /// <summary>For whatever shows pictures only.</summary>
    public static byte[] Png(string token)
    {
        using var data = Data(token);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(PixelsPerModule);
    }

    private static QRCodeData Data(string token)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(token, QRCodeGenerator.ECCLevel.M);
    }
}
