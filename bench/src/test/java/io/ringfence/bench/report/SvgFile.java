package io.ringfence.bench.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/** A plot or a page, read by an XML parser, which refuses what is not well-formed. */
final class SvgFile {
    private final Document document;

    SvgFile(String text) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(new Strict());
        document = builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    List<Element> all(String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The element that says this to a pointer that rests on it. */
    Element hinted(String tag, String hint) {
        List<String> hints = new ArrayList<>();
        for (Element element : all(tag)) {
            NodeList titles = element.getElementsByTagName("title");
            if (titles.getLength() == 1 && titles.item(0).getTextContent().equals(hint)) {
                return element;
            }
            hints.add(titles.getLength() == 0 ? "-" : titles.item(0).getTextContent());
        }
        throw new AssertionError("no " + tag + " with the hint " + hint + " in " + hints);
    }

    /** All words of a kind of text, in order. */
    List<String> texts(String kind) {
        return all("text").stream()
                .filter(text -> text.getAttribute("class").equals(kind))
                .map(Element::getTextContent)
                .toList();
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException problem) throws SAXParseException {
            throw problem;
        }

        @Override
        public void error(SAXParseException problem) throws SAXParseException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXParseException {
            throw problem;
        }
    }
}
