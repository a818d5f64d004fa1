"""From values to HTML in which every text is escaped: the templates' environment, prose, drawings, relative URLs. Knows no product."""
